namespace Binome.Conformance.Fixture;

/// <summary>What a test may set about the runtime it runs on. Times are short, because on real Orleans they really pass.</summary>
public sealed record ClusterSettings
{
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public int MailboxMax { get; init; } = 1_000;

    public bool WithFilters { get; init; }
}
