using System.Collections.ObjectModel;

namespace Binome.Matching;

/// <summary>
/// What the engine knows of one person. Absent data is null or empty and makes the criterion neutral; it never makes a pair worse than average.
/// Labels (skills, sites, intentions…) compare without regard to case or outer spaces. The reporting chain is not here: see <see cref="OrgChart"/>.
/// </summary>
public sealed record MatchingPerson
{
    /// <summary>The person's id, unique in the problem; ties are broken by its ordinal order.</summary>
    public required string Id { get; init; }

    /// <summary>The company of the group.</summary>
    public string? Subsidiary { get; init; }

    /// <summary>The team; only the hard rule same_team reads it.</summary>
    public string? Team { get; init; }

    /// <summary>The place of work.</summary>
    public string? Site { get; init; }

    /// <summary>The country of the site, as any consistent label.</summary>
    public string? Country { get; init; }

    /// <summary>IANA id (Europe/Paris). Without it, half-days are compared as if both lived in one zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Languages the person can hold a session in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The "professional language" (D-34).</summary>
    public string? JobFamily { get; init; }

    /// <summary>The first day in the company; only the gap between two people counts.</summary>
    public DateOnly? HireDate { get; init; }

    /// <summary>1 (starting) to 5 (executive).</summary>
    public int? SeniorityLevel { get; init; }

    /// <summary>What the person can teach; a skill listed twice counts at its higher level.</summary>
    public IReadOnlyList<SkillLevel> SkillsOffered { get; init; } = [];

    /// <summary>What the person wants to learn, and how far.</summary>
    public IReadOnlyList<SkillLevel> SkillsWanted { get; init; } = [];

    /// <summary>As a mentee: what the mentor must offer, at this level or above. Nobody who lacks one is ever proposed.</summary>
    public IReadOnlyList<SkillLevel> SkillsRequired { get; init; } = [];

    /// <summary>How the person learns, and so how they tend to teach (D-21, D-22).</summary>
    public LearnerProfile? LearnerProfile { get; init; }

    /// <summary>One of <see cref="CommunicationStyles"/>, or the tenant's own label.</summary>
    public string? CommunicationStyle { get; init; }

    /// <summary>What the person wants as a mentor. Each role has its own list (D-32).</summary>
    public IReadOnlyList<string> MentorIntentions { get; init; } = [];

    /// <summary>What the person wants as a mentee.</summary>
    public IReadOnlyList<string> MenteeIntentions { get; init; } = [];

    /// <summary>What the person wants to talk about.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>The tenant's own attributes by name; criteria read them as attribute:name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Half-days of the person's own local week.</summary>
    public HalfDays Availability { get; init; }
}

/// <summary>A skill with a level from 1 to 5: the level held when offered, the level to reach when wanted.</summary>
public readonly record struct SkillLevel(string Skill, int Level);

/// <summary>How a person learns, in the order of the learning cycle: do, look back, conclude, plan.</summary>
public enum LearnerProfile
{
    Activist,
    Reflector,
    Theorist,
    Pragmatist,
}

/// <summary>The styles the engine knows; neighbours in this order share one trait, opposites share none. Other labels are only equal or not.</summary>
public static class CommunicationStyles
{
    public const string Direct = "direct";
    public const string Expressive = "expressive";
    public const string Supportive = "supportive";
    public const string Analytical = "analytical";

    internal static IReadOnlyList<string> Circle { get; } = [Direct, Expressive, Supportive, Analytical];
}
