namespace Binome.Matching;

/// <summary>Reasons behind a criterion's points; parameters in braces. Lists are joined with ", ".</summary>
public static class ReasonCodes
{
    /// <summary>{side}: mentor, mentee or both gave no data.</summary>
    public const string MissingData = "missing_data";

    /// <summary>{covered} of {wanted} wanted skills are offered: {skills}.</summary>
    public const string SkillsCovered = "skills_covered";

    /// <summary>None of the {wanted} wanted skills is offered.</summary>
    public const string SkillsNotCovered = "skills_not_covered";

    /// <summary>{shared} of {total} offered skills are offered by both: {skills}. For the directions similar and different.</summary>
    public const string SkillsShared = "skills_shared";

    /// <summary>The mentor's {mentor} meets the mentee's {mentee} best.</summary>
    public const string IntentionsMeet = "intentions_meet";

    /// <summary>No intention of one meets an intention of the other.</summary>
    public const string IntentionsApart = "intentions_apart";

    /// <summary>{shared} of {total} intentions are the same. For the directions similar and different.</summary>
    public const string IntentionsShared = "intentions_shared";

    /// <summary>Both are {value}.</summary>
    public const string Same = "same";

    /// <summary>The mentor is {mentor}, the mentee {mentee}, next to each other on the circle.</summary>
    public const string Neighbours = "neighbours";

    /// <summary>The mentor is {mentor}, the mentee {mentee}.</summary>
    public const string Different = "different";

    /// <summary>Two sites, {mentor} and {mentee}, in one country: {country}.</summary>
    public const string SameCountry = "same_country";

    /// <summary>{gap}: mentor's seniority level minus mentee's.</summary>
    public const string SeniorityGap = "seniority_gap";

    /// <summary>{gap}: mentor's tenure minus mentee's, in whole years.</summary>
    public const string TenureGap = "tenure_gap";

    /// <summary>{hours}: hours of the week when both are free.</summary>
    public const string AvailabilityShared = "availability_shared";

    /// <summary>No hour of the week suits both.</summary>
    public const string AvailabilityNone = "availability_none";

    /// <summary>Both name {shared} of the mentee's themes: {themes}.</summary>
    public const string ThemesShared = "themes_shared";

    /// <summary>No theme is named by both.</summary>
    public const string ThemesApart = "themes_apart";

    /// <summary>All codes, for catalogues and translations.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MissingData,
        SkillsCovered,
        SkillsNotCovered,
        SkillsShared,
        IntentionsMeet,
        IntentionsApart,
        IntentionsShared,
        Same,
        Neighbours,
        Different,
        SameCountry,
        SeniorityGap,
        TenureGap,
        AvailabilityShared,
        AvailabilityNone,
        ThemesShared,
        ThemesApart,
    ];
}
