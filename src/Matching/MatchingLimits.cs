namespace Binome.Matching;

/// <summary>The sizes the engine accepts. Memory is two bytes for each (mentor, mentee), 200 MB at 10,000 × 10,000, and little beside.</summary>
public static class MatchingLimits
{
    /// <summary>Mentors, and mentees, in one problem.</summary>
    public const int PeoplePerSideMax = 10_000;

    /// <summary>Couples that must not be proposed again, couples excluded, and couples locked, in one problem, each.</summary>
    public const int AlreadyPairedMax = 1_000_000;

    /// <summary>Seats of one person on one side.</summary>
    public const int CapacityMax = 50;

    /// <summary>The highest priority of a seat; 0 is the lowest and the usual one.</summary>
    public const int PriorityMax = 10;

    /// <summary>Skills offered, and skills wanted, by one person.</summary>
    public const int SkillsPerPersonMax = 50;

    /// <summary>Intentions, languages, and themes, of one person.</summary>
    public const int LabelsPerPersonMax = 20;

    /// <summary>The highest weight of a criterion.</summary>
    public const int WeightMax = 100;

    /// <summary>The highest skill level and the highest seniority level; the lowest is 1.</summary>
    public const int LevelMax = 5;

    /// <summary>People in one reporting tree.</summary>
    public const int PeopleInOrgChartMax = 1_000_000;

    /// <summary>Cells of an intention affinity table.</summary>
    public const int IntentionAffinitiesMax = 10_000;

    /// <summary>Distinct intentions in one problem, people and table together.</summary>
    public const int IntentionLabelsMax = 1_000;

    /// <summary>Criteria in one problem, attributes included.</summary>
    public const int CriteriaMax = 30;

    /// <summary>Characters of the name of a tenant's own attribute.</summary>
    public const int AttributeNameCharactersMax = 64;

    /// <summary>Hours of a week that both may be asked to have free: all fourteen half-days.</summary>
    public const int SharedHoursMax = 56;
}
