using System.Collections.Immutable;
using System.Reflection;

namespace Binome.Architecture.Tests;

/// <summary>What crosses a grain call must be copyable by reference and readable by both runtimes.</summary>
public sealed class MessageTests
{
    private static readonly Type[] Plain =
    [
        typeof(string),
        typeof(bool),
        typeof(int),
        typeof(long),
        typeof(double),
        typeof(DateOnly),
        typeof(DateTimeOffset),
        typeof(TimeSpan),
        typeof(void),
        typeof(CancellationToken),
    ];

    private static readonly ImmutableArray<Type> GrainInterfaces =
    [
        .. House
            .WrittenTypes(House.AssemblyOf("Contracts"))
            .Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)),
    ];

    [Fact]
    public void GrainInterfaces_AreThere() => GrainInterfaces.Length.ShouldBeGreaterThan(6);

    [Fact]
    public void GrainMethods_TakeAndAnswer_ImmutableMessages()
    {
        var faults = Messages().Select(Fault).OfType<string>();
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void GrainMethods_AnswerTasks() =>
        GrainInterfaces
            .SelectMany(grain => grain.GetMethods())
            .Where(method => !typeof(Task).IsAssignableFrom(method.ReturnType) && !IsValueTask(method.ReturnType))
            .Select(method => method.Name)
            .ShouldBeEmpty();

    [Fact]
    public void Aliases_AreGiven_AndUnique()
    {
        var aliases = Messages()
            .Where(type => type.Assembly == House.AssemblyOf("Contracts"))
            .Concat(GrainInterfaces)
            .Distinct()
            .Select(type => (type.Name, Alias: type.GetCustomAttribute<AliasAttribute>()?.Alias))
            .ToList();
        aliases.Where(entry => entry.Alias is null).ShouldBeEmpty();
        aliases
            .GroupBy(entry => entry.Alias)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ShouldBeEmpty();

        foreach (var grain in GrainInterfaces)
        {
            var methods = grain
                .GetMethods()
                .Select(method => method.GetCustomAttribute<AliasAttribute>()?.Alias)
                .ToList();
            methods.ShouldNotContain((string?)null, grain.Name);
            methods.Distinct().Count().ShouldBe(methods.Count, grain.Name);
        }
    }

    /// <summary>Every type that a grain method takes or answers, and what those are made of.</summary>
    private static HashSet<Type> Messages()
    {
        var found = new HashSet<Type>();
        foreach (var method in GrainInterfaces.SelectMany(grain => grain.GetMethods()))
        {
            foreach (var parameter in method.GetParameters())
                Add(parameter.ParameterType, found);
            foreach (var answer in method.ReturnType.GetGenericArguments())
                Add(answer, found);
        }
        return found;
    }

    private static void Add(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments())
            Add(argument, found);
        if (type.IsGenericType && type.Assembly != House.AssemblyOf("Contracts"))
        {
            if (!IsContainer(type))
                found.Add(type);
            return;
        }
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (Plain.Contains(definition) || definition.IsGenericParameter || !found.Add(definition))
            return;
        if (definition.IsEnum)
            return;
        foreach (
            var field in definition.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        )
            Add(field.FieldType, found);
    }

    private static string? Fault(Type type)
    {
        if (type.Assembly != House.AssemblyOf("Contracts"))
            return $"{type} is neither a plain type nor a record of ours";
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), false))
            return $"{type} lacks [GenerateSerializer]";
        if (type.IsEnum)
            return null;
        if (!type.IsDefined(typeof(ImmutableAttribute), false))
            return $"{type} lacks [Immutable]";
        var writable = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => !field.IsInitOnly && !field.Name.StartsWith('<'))
            .Concat<MemberInfo>(type.GetProperties().Where(IsSettable));
        return writable.FirstOrDefault() is { } member ? $"{type}.{member.Name} can be changed" : null;
    }

    private static bool IsSettable(PropertyInfo property) =>
        property.SetMethod is { } set
        && !set
            .ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static bool IsContainer(Type type) =>
        type.GetGenericTypeDefinition() is var definition
        && (
            definition == typeof(ImmutableArray<>)
            || definition == typeof(ImmutableDictionary<,>)
            || definition == typeof(ImmutableSortedDictionary<,>)
            || definition == typeof(Nullable<>)
        );

    private static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
