using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>All grain classes of the host, found in the assemblies it names.</summary>
internal sealed class GrainClasses
{
    private readonly ConcurrentDictionary<(Type Contract, string? Prefix), GrainClass> byInterface = new();
    private readonly FrozenDictionary<GrainType, GrainClass> byName;

    /// <exception cref="InvalidOperationException">Something is wrong with a grain class or interface; says everything that is.</exception>
    public GrainClasses(EmbeddedOptions options, ActivationServices services)
    {
        var types = options.GrainAssemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass);
        var found = types.OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var problems = found.SelectMany(GrainMethods.Problems).Concat(Clashes(found)).Distinct().ToList();
        if (problems.Count > 0)
            throw new InvalidOperationException(
                "The grain classes are not right:" + string.Concat(problems.Select(problem => "\n- " + problem))
            );
        byName = found
            .Select(type => new GrainClass(type, NameOf(type), services))
            .ToFrozenDictionary(grainClass => grainClass.GrainType);
    }

    public IReadOnlyCollection<GrainClass> All => byName.Values;

    /// <exception cref="ArgumentException">No class, or more than one, answers to the interface.</exception>
    public GrainClass Implementing(Type contract, string? classNamePrefix) =>
        byInterface.TryGetValue((contract, classNamePrefix), out var known)
            ? known
            : byInterface.GetOrAdd((contract, classNamePrefix), Find(contract, classNamePrefix));

    /// <exception cref="ArgumentException">There is no such class, or it does not answer to the interface.</exception>
    public GrainClass Named(GrainType name, Type contract) =>
        byName.TryGetValue(name, out var grainClass) && grainClass.Implements(contract)
            ? grainClass
            : throw new ArgumentException($"No grain class \"{name}\" implements {contract}.");

    private GrainClass Find(Type contract, string? prefix)
    {
        var candidates = All.Where(grainClass =>
                grainClass.Implements(contract)
                && (prefix is null || grainClass.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            )
            .ToList();
        return candidates switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class implements {contract}."),
            _ => throw new ArgumentException(
                $"{contract} is implemented by {string.Join(", ", candidates.Select(each => each.Type))}."
            ),
        };
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type);

    // An interface shared by several classes is fine, it is called by GrainId; but a class that has no interface of its
    // own could never be reached by key.
    private static IEnumerable<string> Clashes(List<Type> found)
    {
        foreach (var group in found.GroupBy(NameOf).Where(group => group.Count() > 1))
            yield return $"{string.Join(" and ", group)} share the grain type \"{group.Key}\"; use [GrainType].";

        var owners = found
            .SelectMany(type => GrainMethods.Interfaces(type).Select(contract => (contract, type)))
            .ToLookup(pair => pair.contract, pair => pair.type);
        foreach (var type in found)
        {
            var contracts = GrainMethods.Interfaces(type).ToList();
            if (contracts.Count > 0 && contracts.TrueForAll(contract => owners[contract].Count() > 1))
                yield return $"{type}: every grain interface it has is also implemented by another class.";
        }
    }

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return GrainType.Create(named.Name);
        const string suffix = "grain";
#pragma warning disable CA1308 // Real Orleans names grain types in lower case, and the name is part of stored keys.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        var trimmed = name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length;
        return GrainType.Create(trimmed ? name[..^suffix.Length] : name);
    }
}
