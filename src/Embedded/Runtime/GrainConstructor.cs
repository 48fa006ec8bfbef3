using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Embedded;

/// <summary>Constructs the grains of one class: persistent states by their attribute, everything else from services.</summary>
internal sealed class GrainConstructor(Type type)
{
    private readonly (PersistentStateAttribute Attribute, Type Parameter)[] facets =
    [
        .. type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => (parameter.GetCustomAttribute<PersistentStateAttribute>(), parameter.ParameterType))
            .Where(pair => pair.Item1 is not null)!,
    ];
    private ObjectFactory? construct;
    private Func<string, Activation, IGrainStorage, IStorage>[]? makeStates;

    /// <summary>The storage names that the class asks for; null stands for the unkeyed storage.</summary>
    public IEnumerable<string?> StorageNames => facets.Select(facet => facet.Attribute.StorageName);

    /// <summary>The types of its states, as the constructor declares them.</summary>
    public IEnumerable<Type> StateParameters => facets.Select(facet => facet.Parameter);

    public (object Instance, IStorage[] States) Create(Activation activation)
    {
        construct ??= ActivatorUtilities.CreateFactory(type, [.. StateParameters]);
        makeStates ??= [.. StateParameters.Select(Maker)];
        var states = new IStorage[facets.Length];
        for (var index = 0; index < facets.Length; index++)
        {
            var attribute = facets[index].Attribute;
            var storage = Storage(activation.ActivationServices, attribute.StorageName);
            states[index] = makeStates[index](attribute.StateName, activation, storage);
        }
        return (construct(activation.ActivationServices, [.. states]), states);
    }

    private static IGrainStorage Storage(IServiceProvider services, string? name) =>
        string.IsNullOrWhiteSpace(name)
            ? services.GetRequiredService<IGrainStorage>()
            : services.GetRequiredKeyedService<IGrainStorage>(name);

    private static Func<string, Activation, IGrainStorage, IStorage> Maker(Type parameter)
    {
        var state = typeof(PersistentState<>).MakeGenericType(parameter.GetGenericArguments());
        var constructor = state.GetConstructors().Single();
        var arguments = constructor.GetParameters().Select(each => Expression.Parameter(each.ParameterType)).ToArray();
        return Expression
            .Lambda<Func<string, Activation, IGrainStorage, IStorage>>(
                Expression.New(constructor, arguments),
                arguments
            )
            .Compile();
    }
}
