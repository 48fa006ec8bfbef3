namespace Binome.Matching;

/// <summary>How well one mentor intention meets one mentee intention.</summary>
/// <param name="MentorIntention">A label of the mentors' list.</param>
/// <param name="MenteeIntention">A label of the mentees' list.</param>
/// <param name="Points">0 (nothing in common) to 10,000 (made for each other).</param>
public sealed record IntentionAffinity(string MentorIntention, string MenteeIntention, int Points);

/// <summary>The labels of the default table (D-32). A tenant may use others with a table of its own; a couple not in the table has affinity 0.</summary>
public static class IntentionAffinities
{
    /// <summary>Mentor: be seen beyond the team.</summary>
    public const string GainVisibility = "gain_visibility";

    /// <summary>Mentor: advance in the company.</summary>
    public const string Advance = "advance";

    /// <summary>Mentor: share a skill.</summary>
    public const string ShareExpertise = "share_expertise";

    /// <summary>Mentor: understand how decisions are made.</summary>
    public const string UnderstandStrategy = "understand_strategy";

    /// <summary>Mentee: help a junior grow.</summary>
    public const string AccompanyJunior = "accompany_junior";

    /// <summary>Mentee: find digital talent.</summary>
    public const string FindTalent = "find_talent";

    /// <summary>Mentee: learn a skill.</summary>
    public const string LearnSkill = "learn_skill";

    /// <summary>Mentee: understand another generation's view.</summary>
    public const string UnderstandGenerations = "understand_generations";

    /// <summary>The table used when a programme has none of its own.</summary>
    public static IReadOnlyList<IntentionAffinity> Default { get; } =
    [
        new(GainVisibility, AccompanyJunior, 8_000),
        new(GainVisibility, FindTalent, 10_000),
        new(GainVisibility, LearnSkill, 4_000),
        new(GainVisibility, UnderstandGenerations, 5_000),
        new(Advance, AccompanyJunior, 10_000),
        new(Advance, FindTalent, 8_000),
        new(Advance, LearnSkill, 3_000),
        new(Advance, UnderstandGenerations, 4_000),
        new(ShareExpertise, AccompanyJunior, 4_000),
        new(ShareExpertise, FindTalent, 6_000),
        new(ShareExpertise, LearnSkill, 10_000),
        new(ShareExpertise, UnderstandGenerations, 7_000),
        new(UnderstandStrategy, AccompanyJunior, 9_000),
        new(UnderstandStrategy, FindTalent, 5_000),
        new(UnderstandStrategy, LearnSkill, 4_000),
        new(UnderstandStrategy, UnderstandGenerations, 8_000),
    ];
}
