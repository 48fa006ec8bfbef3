namespace Binome.Grains.Tests;

public sealed class IdsTests
{
    [Fact]
    public void New_WhenMadeLater_SortsLater()
    {
        string[] ids =
        [
            .. Enumerable.Range(0, 200).Select(at => Ids.New(Ids.Pair, Moments.Start.AddMilliseconds(at * 37))),
        ];

        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void New_WhenMadeAtOneInstant_DiffersEachTime()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ids.New(Ids.Session, Moments.Start)).ToHashSet();

        ids.Count.ShouldBe(10_000);
    }

    [Fact]
    public void Derived_WhenPartsAreTheSame_IsTheSame() =>
        Ids.Derived(Ids.Pair, Moments.Start, "run", "mentor", "mentee")
            .ShouldBe(Ids.Derived(Ids.Pair, Moments.Start, "run", "mentor", "mentee"));

    [Theory]
    [InlineData("run", "mentee", "mentor")]
    [InlineData("run2", "mentor", "mentee")]
    [InlineData("run", "mentor", "mente", "e")]
    [InlineData("runmentor", "mentee")]
    public void Derived_WhenAPartDiffers_Differs(params string[] parts) =>
        Ids.Derived(Ids.Pair, Moments.Start, parts)
            .ShouldNotBe(Ids.Derived(Ids.Pair, Moments.Start, "run", "mentor", "mentee"));

    [Fact]
    public void Derived_WhenInstantIsLater_SortsLater() =>
        string.CompareOrdinal(
                Ids.Derived(Ids.Pair, Moments.Start, "z"),
                Ids.Derived(Ids.Pair, Moments.Start.AddMilliseconds(1), "a")
            )
            .ShouldBeLessThan(0);

    [Fact]
    public void Has_WhenIdIsOfThatPrefix_IsTrue()
    {
        Ids.Has(Ids.Pair, Ids.New(Ids.Pair, Moments.Start)).ShouldBeTrue();
        Ids.Has(Ids.Proposal, Ids.Derived(Ids.Proposal, Moments.Start, "a")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pair_")]
    [InlineData("pair")]
    [InlineData("ptc_01kdxg5g0000000000000000aa")]
    [InlineData("pair_01kdxg5g0000000000000000a")]
    [InlineData("pair_01kdxg5g0000000000000000aaa")]
    [InlineData("pair_01KDXG5G0000000000000000AA")]
    [InlineData("pair_01kdxg5g0000000000000000a/")]
    [InlineData("pair_01kdxg5g0000000000000000au")]
    [InlineData("pair-01kdxg5g0000000000000000aa")]
    public void Has_WhenTextIsNoSuchId_IsFalse(string? text) => Ids.Has(Ids.Pair, text).ShouldBeFalse();

    [Theory]
    [InlineData("ten_1")]
    [InlineData("/id")]
    [InlineData("ten/")]
    public void Parse_WhenKeyHasNotBothParts_Throws(string key) =>
        Should.Throw<FormatException>(() => GrainKey.Parse(key));

    [Fact]
    public void Parse_WhenKeyWasBuiltHere_GivesItsParts() =>
        GrainKey.Parse(GrainKey.Of("ten_1", "pair_2")).ShouldBe(("ten_1", "pair_2"));
}
