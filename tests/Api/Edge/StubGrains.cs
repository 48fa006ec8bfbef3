using System.Collections.Concurrent;
using System.Reflection;

namespace Binome.Api.Tests.Edge;

/// <summary>Grains that answer what the test says, and remember by which key and in which order they were called.</summary>
internal sealed class StubGrains
{
    public StubGrains() => Factory = Stub.Of<IGrainFactory>(GetGrain);

    /// <summary>Knows the one way in which the product looks grains up: interface and string key.</summary>
    public IGrainFactory Factory { get; }

    public ConcurrentQueue<(string Key, string Method, object?[] Arguments)> Calls { get; } = new();

    /// <summary>Answers a call; a failure of the runtime is thrown from here.</summary>
    public Func<string, MethodInfo, object?[], object?> Answer { get; set; } = (_, _, _) => null;

    private object GetGrain(MethodInfo lookUp, object?[] arguments)
    {
        if (lookUp.GetGenericArguments() is not [var grain] || arguments is not [string key, null])
            throw new NotSupportedException($"Grains are not looked up by {lookUp}.");
        return typeof(StubGrains)
            .GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(grain)
            .Invoke(this, [key])!;
    }

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
