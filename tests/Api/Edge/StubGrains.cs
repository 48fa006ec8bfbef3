using System.Collections.Concurrent;
using System.Reflection;

namespace Binome.Api.Tests.Edge;

/// <summary>Grains that answer what the test says, and remember by which key and in which order they were called.</summary>
internal sealed class StubGrains : IGrainFactory
{
    public ConcurrentQueue<(string Key, string Method, object?[] Arguments)> Calls { get; } = new();

    /// <summary>Answers a call; a failure of the runtime is thrown from here.</summary>
    public Func<string, MethodInfo, object?[], object?> Answer { get; set; } = (_, _, _) => null;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)
            typeof(StubGrains)
                .GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(typeof(TGrainInterface))
                .Invoke(this, [primaryKey])!;

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Orleans.Runtime.GrainId grainId)
        where TGrainInterface : Orleans.Runtime.IAddressable => throw new NotSupportedException();

    private T Make<T>(string key)
        where T : class =>
        Stub.Of<T>(
            (method, arguments) =>
            {
                Calls.Enqueue((key, method.Name, arguments));
                return Answer(key, method, arguments);
            }
        );
}
