namespace Binome.Matching.Compiling;

/// <summary>A person with every label replaced by a number (<see cref="LabelIndex.Missing"/> when absent).</summary>
internal sealed class Profile
{
    internal required string Id { get; init; }
    internal required int OrgIndex { get; init; }
    internal required int Subsidiary { get; init; }
    internal required int Team { get; init; }
    internal required int Site { get; init; }
    internal required int Country { get; init; }
    internal required int JobFamily { get; init; }
    internal required int CommunicationStyle { get; init; }
    internal required int LearnerProfile { get; init; }
    internal required int? SeniorityLevel { get; init; }
    internal required int? HireDay { get; init; }
    internal required int[] Languages { get; init; }
    internal required SkillSet SkillsOffered { get; init; }
    internal required SkillSet SkillsWanted { get; init; }
    internal required SkillSet SkillsRequired { get; init; }
    internal required int[] Themes { get; init; }

    /// <summary>Values of the attributes that criteria read, in the order of those criteria.</summary>
    internal required int[] Attributes { get; init; }
    internal required int[] MentorIntentions { get; init; }
    internal required int[] MenteeIntentions { get; init; }

    /// <summary>Half-days and UTC offset in quarters, equal for people who are free at the same time.</summary>
    internal required int[] WeekFacet { get; init; }

    /// <summary>Null when the person gave no half-day.</summary>
    internal required WeekMask? LocalWeek { get; init; }

    /// <summary>The same quarters of an hour in UTC; null without a known time zone.</summary>
    internal required WeekMask? UtcWeek { get; init; }
}

/// <summary>Skills by ascending number, with their levels beside them.</summary>
internal sealed record SkillSet(int[] Skills, int[] Levels)
{
    internal bool IsEmpty => Skills.Length == 0;
}

/// <summary>A person's place on one side, compiled; remaining seats are those beside locked pairs.</summary>
internal sealed record Seat(Profile Person, int Remaining, int Priority);

/// <summary>The tables that give labels their numbers, one for each kind of label.</summary>
internal sealed class Vocabulary(IReadOnlyList<string> attributeNames)
{
    /// <summary>Names of the attributes that criteria read, in ordinal order.</summary>
    internal IReadOnlyList<string> AttributeNames { get; } = attributeNames;
    internal IReadOnlyList<LabelIndex> Attributes { get; } = [.. attributeNames.Select(_ => new LabelIndex())];
    internal LabelIndex Themes { get; } = new();
    internal LabelIndex Subsidiaries { get; } = new();
    internal LabelIndex Teams { get; } = new();
    internal LabelIndex Sites { get; } = new();
    internal LabelIndex Countries { get; } = new();
    internal LabelIndex JobFamilies { get; } = new();
    internal LabelIndex CommunicationStyles { get; } = new();
    internal LabelIndex Languages { get; } = new();
    internal LabelIndex Skills { get; } = new();
    internal LabelIndex Intentions { get; } = new();
}
