using Binome.Contracts.People;

namespace Binome.Contracts.Intake;

/// <summary>The bounds of the intake.</summary>
public static class IntakeLimits
{
    public const int RemindersMax = 2;
    public const int ReminderDaysMax = 60;

    /// <summary>People asked by name in one call.</summary>
    public const int AskedPerCallMax = 100;

    /// <summary>People asked in one turn of a round.</summary>
    public const int RoundChunkPeople = 100;

    /// <summary>A reminder that somebody asks for does not come sooner after the last mail.</summary>
    public static readonly TimeSpan ChaseEvery = TimeSpan.FromDays(2);

    public const int AgreementMax = 5;

    /// <summary>A group of fewer people is not told.</summary>
    public const int GroupMin = 5;
}

/// <summary>What the intake asks, as codes; the words are at the edge, in French and English.</summary>
public static class IntakeQuestions
{
    /// <summary>Asked of everybody: an hour every three to four weeks.</summary>
    public const string Time = "time";

    /// <summary>Asked of everybody: taking part is the own choice too.</summary>
    public const string OwnChoice = "own_choice";

    /// <summary>Asked of mentors: ready to share.</summary>
    public const string Share = "share";

    /// <summary>Asked of mentees: open to learn from somebody unlike oneself.</summary>
    public const string Open = "open";

    /// <summary>Statements of our own, three for each way of learning, in the order in which they are shown.</summary>
    public static readonly ImmutableArray<(string Code, LearnerProfile Profile)> Statements =
    [
        ("try_at_once", LearnerProfile.Activist),
        ("listen_first", LearnerProfile.Reflector),
        ("know_the_principle", LearnerProfile.Theorist),
        ("use_this_week", LearnerProfile.Pragmatist),
        ("plans_change", LearnerProfile.Activist),
        ("go_over_it", LearnerProfile.Reflector),
        ("one_clear_picture", LearnerProfile.Theorist),
        ("changes_in_practice", LearnerProfile.Pragmatist),
        ("say_yes", LearnerProfile.Activist),
        ("sleep_on_it", LearnerProfile.Reflector),
        ("close_the_gap", LearnerProfile.Theorist),
        ("real_example", LearnerProfile.Pragmatist),
    ];

    /// <summary>What a mentor may want, as the matching's own table has it.</summary>
    public static readonly ImmutableArray<string> MentorIntentions =
    [
        "share_expertise",
        "gain_visibility",
        "advance",
        "understand_strategy",
    ];

    /// <summary>What a mentee may want.</summary>
    public static readonly ImmutableArray<string> MenteeIntentions =
    [
        "learn_skill",
        "understand_generations",
        "accompany_junior",
        "find_talent",
    ];

    public static readonly ImmutableArray<string> CommunicationStyles =
    [
        "direct",
        "expressive",
        "supportive",
        "analytical",
    ];

    public static readonly ImmutableArray<string> Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The screening questions of these roles.</summary>
    public static ImmutableArray<string> Screening(ImmutableArray<PairRole> roles)
    {
        var questions = ImmutableArray.CreateBuilder<string>();
        if (roles.Contains(PairRole.Mentor))
            questions.Add(Share);
        if (roles.Contains(PairRole.Mentee))
            questions.Add(Open);
        questions.Add(Time);
        questions.Add(OwnChoice);
        return questions.ToImmutable();
    }

    public static ImmutableArray<string> Intentions(PairRole role) =>
        role == PairRole.Mentor ? MentorIntentions : MenteeIntentions;

    /// <summary>
    /// How somebody learns: the way whose three statements they agree with most. Between equal sums the one with the strongest
    /// single agreement, then the first in the cycle do, look back, conclude, plan. Null until all are answered, and for
    /// somebody to whom every way is equal.
    /// </summary>
    public static LearnerProfile? Score(ImmutableSortedDictionary<string, int> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (Statements.Any(statement => !answers.ContainsKey(statement.Code)))
            return null;
        var ways = Statements
            .GroupBy(statement => statement.Profile, statement => answers[statement.Code])
            .Select(way => (Profile: way.Key, Sum: way.Sum(), Strongest: way.Max()))
            .ToImmutableArray();
        if (ways.All(way => way.Sum == ways[0].Sum))
            return null;
        return ways.OrderByDescending(way => way.Sum)
            .ThenByDescending(way => way.Strongest)
            .ThenBy(way => way.Profile)
            .First()
            .Profile;
    }
}

/// <summary>The parts of the intake. A part that an import has filled counts as answered.</summary>
public static class IntakeParts
{
    public const string Screening = "screening";
    public const string SkillsOffered = "skills_offered";
    public const string SkillsWanted = "skills_wanted";
    public const string Learning = "statements";
    public const string Intentions = "intentions";
    public const string Style = "communication_style";
    public const string Availability = "availability";

    /// <summary>The parts that these roles ask for.</summary>
    public static ImmutableArray<string> All(ImmutableArray<PairRole> roles) =>
        [
            Screening,
            .. roles.Contains(PairRole.Mentor) ? (string[])[SkillsOffered] : [],
            .. roles.Contains(PairRole.Mentee) ? (string[])[SkillsWanted] : [],
            Learning,
            Intentions,
            Style,
            Availability,
        ];

    /// <summary>The parts that are not answered yet.</summary>
    public static ImmutableArray<string> Missing(IntakeRow intake, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(intake);
        ArgumentNullException.ThrowIfNull(profile);
        return All(intake.Roles).RemoveAll(part => IsAnswered(part, intake, profile));
    }

    private static bool IsAnswered(string part, IntakeRow intake, Profile profile) =>
        part switch
        {
            Screening => IntakeQuestions.Screening(intake.Roles).All(intake.Screening.ContainsKey),
            SkillsOffered => !profile.SkillsOffered.IsEmpty,
            SkillsWanted => !profile.SkillsWanted.IsEmpty,
            // Somebody to whom every way of learning is equal has answered too.
            Learning => profile.LearnerProfile is not null
                || intake.Statements.Count == IntakeQuestions.Statements.Length,
            Intentions => !profile.Intentions.IsEmpty,
            Style => profile.CommunicationStyle is not null,
            _ => !profile.Availability.IsEmpty,
        };
}
