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

    /// <summary>Both are in one team; only when the rule is on.</summary>
    public const string SameTeam = "same_team";

    /// <summary>Both are in one subsidiary; only when the rule is on.</summary>
    public const string SameSubsidiary = "same_subsidiary";

    /// <summary>No language in common; only when both sides gave theirs and the rule is on.</summary>
    public const string Language = "language";

    /// <summary>Fewer common free hours than the programme asks; only when both sides gave theirs and the rule is on.</summary>
    public const string Availability = "availability";

    /// <summary>The mentor lacks a skill the mentee cannot do without, or its level.</summary>
    public const string RequiredSkills = "required_skills";

    /// <summary>The mentor or the mentee has no seat left.</summary>
    public const string Capacity = "capacity";

    /// <summary>All codes, in checking order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SamePerson,
        ReportingLine,
        AlreadyPaired,
        Excluded,
        SameTeam,
        SameSubsidiary,
        Language,
        Availability,
        RequiredSkills,
        Capacity,
    ];
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

    /// <summary>The best solution pairs them; chance chose another one nearly as good.</summary>
    public const string ByChance = "by_chance";
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
    public const string Themes = "themes";

    /// <summary>What the code of a tenant's own attribute begins with: attribute:floor.</summary>
    public const string AttributePrefix = "attribute:";

    /// <summary>Whether a criterion has this code: one of <see cref="All"/>, or the prefix with a name.</summary>
    public static bool IsKnown(string code) =>
        All.Contains(code)
        || (
            code.StartsWith(AttributePrefix, StringComparison.Ordinal)
            && code.Length > AttributePrefix.Length
            && code.Length <= AttributePrefix.Length + MatchingLimits.AttributeNameCharactersMax
        );

    /// <summary>All codes but those of tenants' own attributes, in display order; attributes come after, by name.</summary>
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
        Themes,
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
