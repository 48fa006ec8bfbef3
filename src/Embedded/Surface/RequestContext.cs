using Binome.Embedded;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls from caller to callee, never back. The caller supplies them: nothing that decides
/// about access may come from here.
/// </summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";

    // A map once set is never changed: calls that captured it share it.
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>Names the call chain that may re-enter grains which allowed it; empty when there is none.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    /// <summary>The keys that are set.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>Everything that is set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The value, or null.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow in this flow.</summary>
    public static void Set(string key, object value)
    {
        var copy = Values.Value is { } current ? new Dictionary<string, object>(current) : new(1);
        copy[key] = value;
        Values.Value = copy;
    }

    /// <summary>Removes a value; false when it was not there.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } current || !current.ContainsKey(key))
            return false;
        var copy = new Dictionary<string, object>(current);
        copy.Remove(key);
        Values.Value = copy.Count == 0 ? null : copy;
        return true;
    }

    /// <summary>Removes everything.</summary>
    public static void Clear() => Import(null);

    /// <summary>Until disposed, calls made from here may come back into this grain while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var outer = ReentrancyId;
        return new ReentrancySection(outer, outer == Guid.Empty ? Guid.NewGuid() : outer);
    }

    /// <summary>Until disposed, calls made from here may not come back, even if an outer section allows it.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Dictionary<string, object>? Capture() => Values.Value;

    internal static void Import(Dictionary<string, object>? values)
    {
        if (Values.Value != values)
            Values.Value = values;
    }

    internal static Guid ReentrancyIdOf(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) && id is Guid guid ? guid : Guid.Empty;

    /// <summary>A stretch of code in which call-chain reentrancy is allowed or suppressed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid original;
        private readonly Guid current;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            original = originalReentrancyId;
            current = newReentrancyId;
            if (current != original)
                ReentrancyId = current;
            if (current != Guid.Empty)
                RuntimeContext.Current?.EnterReentrantSection(current);
        }

        public void Dispose()
        {
            if (current != Guid.Empty)
                RuntimeContext.Current?.ExitReentrantSection(current);
            if (current != original)
                ReentrancyId = original;
        }
    }
}
