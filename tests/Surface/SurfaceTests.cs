using System.Reflection;
using Binome.Embedded;

namespace Binome.Surface.Tests;

/// <summary>The embedded runtime's surface is a true subset of real Orleans: same names, same signatures.</summary>
public sealed class SurfaceTests
{
    private static readonly Assembly Embedded = typeof(EmbeddedServices).Assembly;

    [OrleansTheory]
    [InlineData("10.3.0", "10.3.1")]
    [InlineData("10.4.2", "10.4.2")]
    public void Surface_EveryTypeAndMember_IsThereInRealOrleans(string abstractions, string others)
    {
        using var real = new RealOrleans(abstractions, others);
        List<string> lacking = [];
        foreach (var type in Surface())
        {
            if (real.Find(type.FullName!) is not { } counterpart)
                lacking.Add(type.FullName!);
            else
                lacking.AddRange(Lacking(type, counterpart).Select(what => $"{type.FullName}: {what}"));
        }
        lacking.ShouldBeEmpty();
    }

    [Fact]
    public void Surface_IsNotEmpty_AndNothingElseIsPublicButTheHostsWayIn()
    {
        Surface().Count().ShouldBeGreaterThan(40);
        Embedded
            .GetExportedTypes()
            .Except(Surface())
            .ShouldAllBe(type => type.Namespace == typeof(EmbeddedServices).Namespace);
    }

    [Theory]
    [InlineData(typeof(Theirs), 0)]
    [InlineData(typeof(Subset), 0)]
    [InlineData(typeof(OtherParameterName), 1)]
    [InlineData(typeof(OtherParameterType), 1)]
    [InlineData(typeof(OtherDefault), 1)]
    [InlineData(typeof(OneMore), 1)]
    [InlineData(typeof(OtherKind), 1)]
    public void Comparison_NamesWhatTheOtherLacks(Type ours, int differences) =>
        Lacking(ours, typeof(Theirs)).Count().ShouldBe(differences);

    private static IEnumerable<Type> Surface() =>
        Embedded.GetExportedTypes().Where(type => type.Namespace!.Split('.')[0] == "Orleans");

    private static IEnumerable<string> Lacking(Type type, Type real)
    {
        var lacking = Signatures
            .OfType(type)
            .Except(Signatures.OfType(real))
            .Concat(Signatures.OfMembers(type, inherited: false).Except(Signatures.OfMembers(real, inherited: true)));
        if (typeof(Attribute).IsAssignableFrom(type) && !Signatures.TargetsOf(real).HasFlag(Signatures.TargetsOf(type)))
            lacking = lacking.Append($"stands on {Signatures.TargetsOf(type)}, there on {Signatures.TargetsOf(real)}");
        return lacking;
    }
}
