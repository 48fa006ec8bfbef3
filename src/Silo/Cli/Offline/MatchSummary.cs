using System.Globalization;
using System.Text.Json;
using Binome.Matching;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>A run in a few lines, or as one JSON object.</summary>
internal sealed record MatchSummary(
    int Pairs,
    long TotalPoints,
    long BestTotalPoints,
    int UnmatchedMentors,
    int UnmatchedMentees,
    bool ProvenOptimal,
    int RejectedRows,
    int Warnings,
    double Seconds
)
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private static readonly Phrase Text = new(
        """
        Pairs         {0}
        Total score   {1:0.00} ({2:0.0} % on average)
        Left over     {3} mentors, {4} mentees
        Proven best   {5}
        Rows left out {6}
        Seconds       {7:0.0}
        """,
        """
        Binômes          {0}
        Score total      {1:0.00} ({2:0.0} % en moyenne)
        Sans binôme      {3} mentors, {4} mentorés
        Prouvé optimal   {5}
        Lignes écartées  {6}
        Secondes         {7:0.0}
        """
    );

    private static readonly Phrase Optimal = new(
        "yes: no allowed set of pairs is better",
        "oui : aucun ensemble de binômes permis n’est meilleur"
    );

    private static readonly Phrase Drawn = new(
        "drawn by chance, {0:0.00} below the proven best of {1:0.00}",
        "tiré au sort, à {0:0.00} du meilleur total prouvé, {1:0.00}"
    );

    public static MatchSummary Of(MatchResult result, FileProblems problems, TimeSpan time) =>
        new(
            result.Pairs.Count,
            result.TotalPoints,
            result.Best.TotalPoints,
            result.Unmatched.Count(person => person.Side == MatchingSide.Mentor),
            result.Unmatched.Count(person => person.Side == MatchingSide.Mentee),
            ReferenceEquals(result.Pairs, result.Best.Pairs) || result.TotalPoints == result.Best.TotalPoints,
            problems.Rejected,
            problems.Warnings,
            Math.Round(time.TotalSeconds, 3)
        );

    public string ToJson() => JsonSerializer.Serialize(this, Snake);

    public string ToText(Language language)
    {
        var proven = ProvenOptimal
            ? Optimal.In(language)
            : Drawn.In(language, Score(BestTotalPoints - TotalPoints), Score(BestTotalPoints));
        return Text.In(
            language,
            Pairs.ToString(CultureInfo.InvariantCulture),
            Score(TotalPoints),
            Pairs == 0 ? 0 : Score(TotalPoints) * 100 / Pairs,
            UnmatchedMentors,
            UnmatchedMentees,
            proven,
            RejectedRows,
            Seconds
        );
    }

    private static double Score(long points) => points / (double)Points.Scale;
}
