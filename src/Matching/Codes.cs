namespace Binome.Matching;

/// <summary>Hard rules, in the order they are checked: the first one broken is the one counted for a pair.</summary>
public static class HardRules
{
    /// <summary>Nobody mentors themselves.</summary>
    public const string SamePerson = "same_person";

    /// <summary>The mentor is above or below the mentee in the reporting tree (D-31).</summary>
    public const string ReportingLine = "reporting_line";

    /// <summary>The two are, or were, mentor and mentee in these same roles.</summary>
    public const string AlreadyPaired = "already_paired";

    /// <summary>Somebody decided that these two are not to be paired.</summary>
    public const string Excluded = "excluded";

    /// <summary>No language in common; only when both sides gave theirs and the rule is on.</summary>
    public const string Language = "language";

    /// <summary>The mentor or the mentee has no seat left.</summary>
    public const string Capacity = "capacity";

    /// <summary>All codes, in checking order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [SamePerson, ReportingLine, AlreadyPaired, Excluded, Language, Capacity];
}

/// <summary>Why someone with a free seat got nobody.</summary>
public static class UnmatchedReasons
{
    /// <summary>A hard rule forbids every counterpart.</summary>
    public const string NoEligibleCounterpart = "no_eligible_counterpart";

    /// <summary>Counterparts are allowed, but none reaches the minimum score.</summary>
    public const string BelowMinimumScore = "below_minimum_score";

    /// <summary>Counterparts are acceptable, but all are taken by pairings that serve the cohort better.</summary>
    public const string Outcompeted = "outcompeted";
}

/// <summary>The soft criteria, in the order they are shown.</summary>
public static class CriterionCodes
{
    public const string Skills = "skills";
    public const string Intentions = "intentions";
    public const string LearnerProfile = "learner_profile";
    public const string JobFamily = "job_family";
    public const string CommunicationStyle = "communication_style";
    public const string Subsidiary = "subsidiary";
    public const string Site = "site";
    public const string SeniorityGap = "seniority_gap";
    public const string TenureGap = "tenure_gap";
    public const string Availability = "availability";

    /// <summary>All codes, in display order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Skills,
        Intentions,
        LearnerProfile,
        JobFamily,
        CommunicationStyle,
        Subsidiary,
        Site,
        SeniorityGap,
        TenureGap,
        Availability,
    ];
}

/// <summary>The kinds of programme that have a preset.</summary>
public static class ProgrammeKinds
{
    public const string Reverse = "reverse";
    public const string Traditional = "traditional";
    public const string Peer = "peer";
    public const string Cross = "cross";
    public const string Flash = "flash";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All { get; } = [Reverse, Traditional, Peer, Cross, Flash];
}
