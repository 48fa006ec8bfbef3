using Binome.Matching.Compiling;

namespace Binome.Matching.Criteria;

/// <summary>One way of judging a pair. Points are 0 to 10,000, or Missing when either side gave no data.</summary>
internal abstract class Criterion(CriterionSetting setting)
{
    internal const int Missing = -1;

    internal CriterionSetting Setting { get; } = setting;

    protected CriterionDirection Direction => Setting.Direction;

    internal abstract int Fit(Profile mentor, Profile mentee);

    /// <summary>Why the pair gets its points; only asked when neither side lacks data.</summary>
    internal abstract MatchingReason Explain(Profile mentor, Profile mentee);

    /// <summary>All that this criterion reads of a person on one side: people with equal facets are interchangeable for it.</summary>
    internal abstract int[] FacetOf(Profile person, MatchingSide side);

    /// <summary>Points with the neutral value for missing data.</summary>
    internal int PointsOf(Profile mentor, Profile mentee)
    {
        var fit = Fit(mentor, mentee);
        return fit == Missing ? Points.Neutral : fit;
    }

    protected abstract bool HasMentorData(Profile mentor);

    protected abstract bool HasMenteeData(Profile mentee);

    internal MatchingReason ExplainOrMissing(Profile mentor, Profile mentee)
    {
        var hasMentor = HasMentorData(mentor);
        var hasMentee = HasMenteeData(mentee);
        if (hasMentor && hasMentee)
            return Explain(mentor, mentee);
        var side =
            hasMentor ? "mentee"
            : hasMentee ? "mentor"
            : "both";
        return Reasons.Of(ReasonCodes.MissingData, ("side", side));
    }

    /// <summary>Different is the mirror of similar by definition.</summary>
    protected int Mirror(int similarPoints) =>
        Direction == CriterionDirection.Different ? Points.Scale - similarPoints : similarPoints;
}

internal static class Reasons
{
    internal static MatchingReason Of(string code, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            values.Add(name, value);
        return new MatchingReason(code, values);
    }
}

/// <summary>Operations on ascending arrays without duplicates.</summary>
internal static class Sets
{
    internal static int SharedCount(int[] one, int[] other)
    {
        var shared = 0;
        for (int first = 0, second = 0; first < one.Length && second < other.Length; )
        {
            if (one[first] == other[second])
                shared++;
            if (one[first] <= other[second])
                first++;
            else
                second++;
        }
        return shared;
    }

    /// <summary>Jaccard similarity: shared ÷ all distinct, in points.</summary>
    internal static int Jaccard(int[] one, int[] other)
    {
        var shared = SharedCount(one, other);
        return Points.Ratio(shared, one.Length + other.Length - shared);
    }
}
