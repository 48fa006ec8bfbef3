namespace Binome.Matching.Proofs;

/// <summary>What a text says of itself before anything else is read of it.</summary>
internal sealed record ProofHead(string? Format = null, int? Version = null);

/// <summary>
/// A proof as it is written. People are numbers: places in <see cref="People"/>, and after those in <see cref="Above"/>; each id stands in the file once.
/// </summary>
/// <param name="People">Everybody with a place on either side, by id.</param>
/// <param name="Above">Ids of the others they report through, by id.</param>
/// <param name="Managers">For everybody in People and then Above: their manager, or null.</param>
/// <param name="Mentors">[person, seats] or [person, seats, priority].</param>
/// <param name="Mentees">The same.</param>
/// <param name="AlreadyPaired">[mentor, mentee].</param>
/// <param name="Excluded">[person, person].</param>
/// <param name="Locked">[mentor, mentee].</param>
internal sealed record ProofDocument(
    string Format,
    int Version,
    DateOnly AsOf,
    ProofRules Rules,
    IReadOnlyList<ProofPerson> People,
    IReadOnlyList<string> Above,
    IReadOnlyList<int?> Managers,
    IReadOnlyList<int[]> Mentors,
    IReadOnlyList<int[]> Mentees,
    IReadOnlyList<int[]> AlreadyPaired,
    IReadOnlyList<int[]> Excluded,
    IReadOnlyList<int[]> Locked,
    ProofSolution Solution
);

/// <summary><see cref="MatchingRules"/>, every member written.</summary>
internal sealed record ProofRules(
    MatchingObjective Objective,
    int MinimumScorePoints,
    bool ForbidsReportingLine,
    bool ForbidsSameTeam,
    bool RequiresOtherSubsidiary,
    bool RequiresCommonLanguage,
    int MinimumSharedHours,
    bool ChecksRequiredSkills,
    IReadOnlyList<CriterionSetting> Criteria,
    IReadOnlyList<IntentionAffinity> IntentionAffinities
);

/// <summary><see cref="MatchingPerson"/>; what is not known of the person is left out.</summary>
internal sealed record ProofPerson
{
    public required string Id { get; init; }
    public string? Subsidiary { get; init; }
    public string? Team { get; init; }
    public string? Site { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public string? JobFamily { get; init; }
    public DateOnly? HireDate { get; init; }
    public int? SeniorityLevel { get; init; }
    public Dictionary<string, int>? SkillsOffered { get; init; }
    public Dictionary<string, int>? SkillsWanted { get; init; }
    public Dictionary<string, int>? SkillsRequired { get; init; }
    public LearnerProfile? LearnerProfile { get; init; }
    public string? CommunicationStyle { get; init; }
    public IReadOnlyList<string>? MentorIntentions { get; init; }
    public IReadOnlyList<string>? MenteeIntentions { get; init; }
    public IReadOnlyList<string>? Themes { get; init; }
    public Dictionary<string, string>? Attributes { get; init; }
    public IReadOnlyList<string>? Availability { get; init; }
}

/// <param name="Pairs">[mentor, mentee, score in points], the locked ones too.</param>
/// <param name="MentorPrices">[mentor, price].</param>
/// <param name="MenteePrices">[mentee, price].</param>
internal sealed record ProofSolution(
    long TotalPoints,
    IReadOnlyList<int[]> Pairs,
    long ScoreFactor,
    long PairBonus,
    long PriorityFactor,
    IReadOnlyList<long[]> MentorPrices,
    IReadOnlyList<long[]> MenteePrices
);
