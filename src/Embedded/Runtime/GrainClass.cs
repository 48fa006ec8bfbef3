using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>One grain class: its name, its methods, and its activations by key.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<string, IMailboxOwner> owners = new(StringComparer.Ordinal);
    private readonly Func<string, IMailboxOwner> create;

    public GrainClass(Type type, GrainType grainType, ActivationServices services)
    {
        Type = type;
        GrainType = grainType;
        Constructor = new GrainConstructor(type);
        IsFilter = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        var workersMax = type.GetCustomAttribute<StatelessWorkerAttribute>()?.WorkersMax ?? 0;
        Action<Activation> forget = activation => Forget(activation.Key, activation);
        create =
            workersMax > 0
                ? key => new WorkerPool(this, key, workersMax, services, pool => Forget(pool.Key, pool))
                : key => new Activation(this, key, services, forget);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public GrainConstructor Constructor { get; }

    public bool IsReentrant { get; }

    /// <summary>Whether its grains filter the calls to themselves.</summary>
    public bool IsFilter { get; }

    public GrainCounters Counters { get; } = new();

    /// <summary>Every activation there is now.</summary>
    public IEnumerable<Activation> Activations => owners.SelectMany(owner => owner.Value.Activations);

    public bool Implements(Type contract) => contract.IsAssignableFrom(Type);

    /// <summary>Brings a call to its activation, making one when there is none. Never throws: a refusal is the answer.</summary>
    public void Deliver(string key, GrainCall call)
    {
        // An owner that just died takes no calls and is already out of the dictionary, so the second try meets a new one.
        while (!owners.GetOrAdd(key, create).Post(call)) { }
    }

    private void Forget(string key, IMailboxOwner owner) =>
        owners.TryRemove(new KeyValuePair<string, IMailboxOwner>(key, owner));
}

/// <summary>Takes the calls of one key: an activation, or a pool of stateless workers.</summary>
internal interface IMailboxOwner
{
    IEnumerable<Activation> Activations { get; }

    /// <summary>False when it is gone and the call has to go to a new one.</summary>
    bool Post(GrainCall call);
}
