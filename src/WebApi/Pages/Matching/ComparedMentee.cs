using Binome.Contracts.Matching;

namespace Binome.WebApi.Pages.Matching;

/// <summary>A mentee whose mentors two runs see differently: one line of the comparison.</summary>
internal sealed record ComparedMentee(
    string MenteeId,
    ImmutableArray<ComparedPair> Before,
    ImmutableArray<ComparedPair> After
)
{
    /// <summary>The pairs of only one of two runs, mentee by mentee.</summary>
    public static ImmutableArray<ComparedMentee> Of(RunComparison comparison)
    {
        var before = comparison.Lost.ToLookup(pair => pair.MenteeId, StringComparer.Ordinal);
        var after = comparison.Gained.ToLookup(pair => pair.MenteeId, StringComparer.Ordinal);
        return
        [
            .. comparison
                .Lost.Concat(comparison.Gained)
                .Select(pair => pair.MenteeId)
                .Distinct(StringComparer.Ordinal)
                .Select(id => new ComparedMentee(id, [.. before[id]], [.. after[id]])),
        ];
    }
}
