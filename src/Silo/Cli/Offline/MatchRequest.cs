using Binome.Matching;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>What to match, how, and where the answer goes. Paths as they were given; null where nothing was asked.</summary>
internal sealed record MatchRequest(
    MatchFiles Files,
    MatchingRules Rules,
    RandomDraw? Draw,
    bool IsStrict,
    bool Explains,
    bool IsJson,
    Language Language
);

internal sealed record MatchFiles(
    string Mentors,
    string Mentees,
    string? Locked,
    string? Excluded,
    string Pairs,
    string? Unmatched,
    string? Certificate
);

/// <summary>Chance decides among the solutions that are at most so many points below the best.</summary>
internal sealed record RandomDraw(ulong Seed, long TolerancePoints);
