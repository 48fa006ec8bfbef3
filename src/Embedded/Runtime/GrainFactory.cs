using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>Makes references; also the client of this process.</summary>
internal sealed class GrainFactory(GrainClasses classes, ActivationServices shared, IServiceProvider services)
    : IClusterClient
{
    /// <summary>Who calls when no grain does.</summary>
    public static readonly GrainId ClientId = GrainId.Create("sys.client", "hosted");

    private readonly ConcurrentDictionary<(Type Contract, GrainClass Class), GrainReference> prototypes = new();

    /// <summary>Calls from outside are refused from here on.</summary>
    public bool IsStopping => shared.IsStopping;

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var grainClass = classes.Implementing(typeof(TGrainInterface), grainClassNamePrefix);
        return (TGrainInterface)(object)Reference(typeof(TGrainInterface), grainClass, primaryKey);
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentNullException.ThrowIfNull(grainInterfaceType);
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)Reference(grainInterfaceType, classes.Implementing(grainInterfaceType, null), grainPrimaryKey);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)Reference(typeof(TGrainInterface), grainId);

    public object Reference(Type contract, GrainId grainId) =>
        Reference(contract, classes.Named(grainId.Type, contract), grainId.Key.ToString());

    private GrainReference Reference(Type contract, GrainClass grainClass, string key) =>
        prototypes.GetOrAdd((contract, grainClass), static (pair, factory) => factory.Prototype(pair), this).To(key);

    private GrainReference Prototype((Type Contract, GrainClass Class) pair) =>
        GrainReferenceCompiler
            .New(pair.Contract)
            .Prototype(this, pair.Class, GrainMethods.Of(pair.Contract, pair.Class.Type));
}
