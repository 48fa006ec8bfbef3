namespace Binome.Matching;

/// <summary>One cohort to match: an immutable snapshot. The order of its lists never changes the answer.</summary>
public sealed record MatchingProblem
{
    /// <summary>Everyone who has a seat, each once; others are ignored. At most both sides at their limit together.</summary>
    public required IReadOnlyList<MatchingPerson> People { get; init; }

    /// <summary>Seats to fill on the mentors' side. A person may also be among the mentees (D-30).</summary>
    public required IReadOnlyList<Seats> Mentors { get; init; }

    /// <summary>Seats to fill on the mentees' side.</summary>
    public required IReadOnlyList<Seats> Mentees { get; init; }

    /// <summary>The whole reporting tree of the tenant, with the people who are not enrolled too.</summary>
    public required OrgChart OrgChart { get; init; }

    /// <summary>How pairs are allowed and valued.</summary>
    public required MatchingRules Rules { get; init; }

    /// <summary>Couples that must not be proposed again in these roles: living and former pairs. Ids without a seat are ignored.</summary>
    public IReadOnlyList<PairKey> AlreadyPaired { get; init; } = [];

    /// <summary>Couples that must not be proposed, whoever would mentor whom. Ids without a seat are ignored.</summary>
    public IReadOnlyList<PairKey> Excluded { get; init; } = [];

    /// <summary>Pairs that stand: they take a seat of both people and are part of the answer. Neither rules nor the minimum score are asked again.</summary>
    public IReadOnlyList<PairKey> Locked { get; init; } = [];

    /// <summary>The day whose time-zone offsets apply to availability.</summary>
    public required DateOnly AsOf { get; init; }
}

/// <summary>A person's place on one side.</summary>
/// <param name="PersonId">Id of a person of the problem.</param>
/// <param name="Remaining">Counterparts still to find, locked pairs included, 0 to 50. At 0 the person only shows in explanations: rule capacity.</param>
/// <param name="Priority">
/// 0 to 10: how often the person was left over before. Whoever waits longer comes first: a pair counts the priorities of both its people before its score.
/// </param>
public sealed record Seats(string PersonId, int Remaining, int Priority = 0);

/// <summary>A mentor and a mentee.</summary>
public readonly record struct PairKey(string MentorId, string MenteeId);

/// <summary>How pairs are allowed and valued.</summary>
public sealed record MatchingRules
{
    /// <summary>The criteria, each code at most once; codes left out are ignored. At least one must count.</summary>
    public required IReadOnlyList<CriterionSetting> Criteria { get; init; }

    /// <summary>What "best" means.</summary>
    public MatchingObjective Objective { get; init; } = MatchingObjective.MostPairsFirst;

    /// <summary>A pair scoring less is never proposed; 0 to 10,000.</summary>
    public int MinimumScorePoints { get; init; }

    /// <summary>Switches the hard rule reporting_line. Turning it off is a decision of the organisation's owner, with a reason on record.</summary>
    public bool ForbidsReportingLine { get; init; } = true;

    /// <summary>Switches the hard rule same_team.</summary>
    public bool ForbidsSameTeam { get; init; }

    /// <summary>Switches the hard rule same_subsidiary; off in every preset (D-39).</summary>
    public bool RequiresOtherSubsidiary { get; init; }

    /// <summary>Switches the hard rule language.</summary>
    public bool RequiresCommonLanguage { get; init; } = true;

    /// <summary>Hours of the week when both must be free, 0 to 56, across time zones; 0 switches the hard rule availability off.</summary>
    public int MinimumSharedHours { get; init; }

    /// <summary>Switches the hard rule required_skills.</summary>
    public bool ChecksRequiredSkills { get; init; } = true;

    /// <summary>How mentor and mentee intentions meet.</summary>
    public IReadOnlyList<IntentionAffinity> IntentionAffinities { get; init; } = Matching.IntentionAffinities.Default;
}

/// <summary>What "best for the cohort" means (D-37).</summary>
public enum MatchingObjective
{
    /// <summary>As many pairs as possible; among those, the most priority; among those, the highest total score.</summary>
    MostPairsFirst,

    /// <summary>The most priority; then the highest total score, even with fewer pairs; among equal totals, the most pairs.</summary>
    BestScore,
}
