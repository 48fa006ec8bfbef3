using System.CommandLine;
using Binome.Matching;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>What can be typed after <c>match</c>.</summary>
internal sealed class MatchOptions
{
    private const string MostPairsFirst = "most_pairs_first";
    private const string BestScore = "best_score";

    private readonly Option<string> mentors = Required(
        "--mentors",
        "CSV of the mentors, with the columns of the import."
    );
    private readonly Option<string> mentees = Required("--mentees", "CSV of the mentees; somebody may be in both.");
    private readonly Option<string> pairs = Required("--out", "Where the pairs go (CSV).");
    private readonly Option<string?> unmatched = Optional("--unmatched", "Where the people left over go (CSV).");
    private readonly Option<string?> certificate = Optional(
        "--certificate",
        "Where the proof goes (JSON); see matching verify."
    );
    private readonly Option<string?> locked = Optional(
        "--locked",
        "CSV of pairs that stand: mentor_employee_id, mentee_employee_id."
    );
    private readonly Option<string?> excluded = Optional(
        "--excluded",
        "CSV of couples that must not be paired, same columns."
    );
    private readonly Option<string?> criteria = Optional(
        "--criteria",
        "Weights other than the preset's: skills=40:complementary,site=10:similar,…"
    );
    private readonly Option<string> programme = OneOf(
        "--programme",
        "The kind of programme, whose preset weighs.",
        ProgrammeKinds.All
    );
    private readonly Option<string> objective = OneOf("--objective", "What best means.", [MostPairsFirst, BestScore]);
    private readonly Option<string> language = OneOf(
        "--language",
        "The language of reasons and messages.",
        ["en", "fr"]
    );
    private readonly Option<double> minimum = new("--minimum-score") { Description = "No pair scores less; 0 to 1." };
    private readonly Option<ulong?> seed = new("--seed")
    {
        Description = "Draw by chance among nearly equal solutions.",
    };
    private readonly Option<long?> tolerance = new("--tolerance")
    {
        Description = "With --seed: points the total may lose; 100 are one per cent of one pair.",
    };
    private readonly Option<bool> explain = new("--explain")
    {
        Description = "Write the reasons of each pair, and what would place each person left over.",
    };
    private readonly Option<bool> strict = new("--strict") { Description = "Write nothing when a row has a problem." };
    private readonly Option<bool> json = Verbs.Json();

    public MatchOptions() =>
        minimum.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
                result.AddError("--minimum-score goes from 0 to 1.");
        });

    public IEnumerable<Option> All =>
        [
            mentors,
            mentees,
            pairs,
            unmatched,
            certificate,
            locked,
            excluded,
            programme,
            objective,
            minimum,
            criteria,
            seed,
            tolerance,
            explain,
            strict,
            language,
            json,
        ];

    public Language LanguageOf(ParseResult parsed) =>
        parsed.GetValue(language) == "fr" ? Language.French : Language.English;

    /// <exception cref="MatchInputException">Options contradict each other or can't be read.</exception>
    public MatchRequest Read(ParseResult parsed)
    {
        var spoken = LanguageOf(parsed);
        return new MatchRequest(
            Files(parsed, spoken),
            Rules(parsed, spoken),
            Draw(parsed, spoken),
            parsed.GetValue(strict),
            parsed.GetValue(explain),
            parsed.GetValue(json),
            spoken
        );
    }

    private MatchFiles Files(ParseResult parsed, Language spoken)
    {
        var files = new MatchFiles(
            parsed.GetValue(mentors)!,
            parsed.GetValue(mentees)!,
            parsed.GetValue(locked),
            parsed.GetValue(excluded),
            parsed.GetValue(pairs)!,
            parsed.GetValue(unmatched),
            parsed.GetValue(certificate)
        );
        string?[] named = [files.Mentors, files.Mentees, files.Locked, files.Excluded];
        string?[] written = [files.Pairs, files.Unmatched, files.Certificate];
        var taken = named.OfType<string>().Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var path in written.OfType<string>())
            if (!taken.Add(Path.GetFullPath(path)))
                throw new MatchInputException(MatchWords.SameFile.In(spoken, path));
        return files;
    }

    private MatchingRules Rules(ParseResult parsed, Language spoken)
    {
        var preset = CriteriaPresets.For(parsed.GetValue(programme)!);
        var (settings, unread) = CriteriaOption.On(preset, parsed.GetValue(criteria));
        if (unread is not null)
            throw new MatchInputException(
                MatchWords.Criterion.In(spoken, unread, string.Join(", ", CriterionCodes.All))
            );
        return new MatchingRules
        {
            Criteria = settings,
            Objective =
                parsed.GetValue(objective) == BestScore
                    ? MatchingObjective.BestScore
                    : MatchingObjective.MostPairsFirst,
            MinimumScorePoints = (int)Math.Round(parsed.GetValue(minimum) * Points.Scale),
        };
    }

    private RandomDraw? Draw(ParseResult parsed, Language spoken) =>
        (parsed.GetValue(seed), parsed.GetValue(tolerance)) switch
        {
            (null, null) => null,
            ({ } number, { } points and >= 0) => new RandomDraw(number, points),
            _ => throw new MatchInputException(MatchWords.SeedAndTolerance.In(spoken)),
        };

    private static Option<string> Required(string name, string description) =>
        new(name) { Description = description, Required = true };

    private static Option<string?> Optional(string name, string description) => new(name) { Description = description };

    /// <summary>The first is what counts when nothing is typed.</summary>
    private static Option<string> OneOf(string name, string description, IReadOnlyList<string> values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        return option.AcceptOnlyFromAmong([.. values]);
    }
}
