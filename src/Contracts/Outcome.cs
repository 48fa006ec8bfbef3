namespace Binome.Contracts;

/// <summary>
/// The answer of a command: a value, or an expected failure. Exceptions are kept for what nobody expected.
/// </summary>
[GenerateSerializer, Immutable, Alias("binome.outcome`1")]
public readonly record struct Outcome<T>
{
    [Id(0)]
    private readonly T? value;

    [Id(1)]
    private readonly Failure? failure;

    private Outcome(T? value, Failure? failure)
    {
        this.value = value;
        this.failure = failure;
    }

    /// <summary>Why the command was refused; null when it was carried out.</summary>
    public Failure? Failure => failure;

    /// <summary>True when the command was carried out.</summary>
    public bool Succeeded => failure is null;

    /// <summary>What the command answers. Reading it from a failed outcome is a programming error.</summary>
    public T Value => failure is null ? value! : throw new InvalidOperationException($"No value: {failure.Code}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}

/// <summary>An expected failure: a code of <see cref="FailureCodes"/>, rendered in the caller's language at the edge.</summary>
/// <param name="Code">A stable code such as <c>pair.reporting_line</c>.</param>
/// <param name="Arguments">What the message names, in the order of its placeholders.</param>
/// <param name="Pointer">JSON pointer to the offending member of the request body; null when it is none.</param>
[GenerateSerializer, Immutable, Alias("binome.failure")]
public sealed record Failure(string Code, ImmutableArray<string> Arguments, string? Pointer)
{
    /// <summary>Further problems of the same request, each with its own pointer.</summary>
    [Id(0)]
    public ImmutableArray<Failure> Others { get; init; } = [];

    public static Failure Of(string code, params ReadOnlySpan<string> arguments) => new(code, [.. arguments], null);

    public static Failure At(string pointer, string code, params ReadOnlySpan<string> arguments) =>
        new(code, [.. arguments], pointer);
}
