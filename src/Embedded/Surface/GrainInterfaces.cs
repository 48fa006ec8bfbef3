namespace Orleans.Runtime
{
    /// <summary>Anything that can be called through a reference.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>Base of every grain interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>Base of every grain interface whose key is a string, the only kind this runtime has.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>What the runtime needs from a grain class; <see cref="Grain"/> implements it.</summary>
    public interface IGrainBase
    {
        /// <summary>The activation this instance lives in.</summary>
        IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call and after persistent state was read; a failure fails the waiting calls.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last turn. It is not guaranteed: a killed process skips it.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }

    /// <summary>Makes references to grains. Making one is cheap and activates nothing.</summary>
    public interface IGrainFactory
    {
        /// <summary>A reference to the grain with this key.</summary>
        /// <param name="primaryKey">Not empty.</param>
        /// <param name="grainClassNamePrefix">Chooses by full class name when several classes implement the interface.</param>
        /// <exception cref="ArgumentException">No class, or more than one, answers to the interface.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <inheritdoc cref="GetGrain{TGrainInterface}(string, string?)"/>
        IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

        /// <summary>A reference to the named grain through an interface that its class implements.</summary>
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
            where TGrainInterface : IAddressable;
    }

    /// <summary>The way in for code that is no grain, such as endpoints.</summary>
    public interface IClusterClient : IGrainFactory
    {
        /// <summary>The host's services.</summary>
        IServiceProvider ServiceProvider { get; }
    }
}
