using System.Buffers;

namespace Binome.Contracts.Ledger;

/// <summary>
/// Something that happened, as the tenant's log and its integrators see it. Data holds ids, codes, numbers and instants
/// only; a text that could be a name, an address or a private word is refused here, at the source.
/// </summary>
public sealed record LedgerEvent
{
    private const int DataFieldsMax = 32;
    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-/"
    );

    /// <param name="type">What happened, for example <c>pair.session.held</c>.</param>
    /// <param name="resource">The id of the resource it happened to.</param>
    /// <param name="data">Ids, codes, numbers and instants.</param>
    /// <exception cref="ArgumentException">A value is not of those kinds.</exception>
    public LedgerEvent(string type, string resource, params ReadOnlySpan<(string Name, EventValue Value)> data)
    {
        if (data.Length > DataFieldsMax)
            throw new ArgumentException($"More than {DataFieldsMax} fields.", nameof(data));
        foreach (var (name, value) in data)
            if (value.Content is string text && !IsCode(text))
                throw new ArgumentException($"'{name}' of {type} is no id or code; private words never enter the log.");
        Type = type;
        Resource = resource;
        Data = [.. data];
    }

    public string Type { get; }
    public string Resource { get; }
    public ImmutableArray<(string Name, EventValue Value)> Data { get; }

    private static bool IsCode(string text) =>
        text.Length <= Limits.CodeCharactersMax && !text.AsSpan().ContainsAnyExcept(CodeCharacters);
}

/// <summary>A value that an event may carry.</summary>
public readonly record struct EventValue
{
    private EventValue(object? content) => Content = content;

    /// <summary>string (an id or a code), long, double, bool, DateTimeOffset, or null.</summary>
    public object? Content { get; }

    public static implicit operator EventValue(string? idOrCode) => new(idOrCode);

    public static implicit operator EventValue(long number) => new(number);

    public static implicit operator EventValue(double number) => new(number);

    public static implicit operator EventValue(bool flag) => new(flag);

    public static implicit operator EventValue(DateTimeOffset? instant) => new(instant);

    public static implicit operator EventValue(DateTimeOffset instant) => new(instant);
}
