using System.CommandLine;
using Binome.Matching;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>Matches two files of people without a server and without a data folder.</summary>
internal static class MatchVerb
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int BadInput = 2;
    private const int Interrupted = 130;

    public static Command Command()
    {
        var options = new MatchOptions();
        var verb = new Command(
            "match",
            "Match the people of two CSV files: the provably best pairs, with reasons. Needs no server and no data folder."
        );
        foreach (var option in options.All)
            verb.Options.Add(option);
        verb.SetAction((parsed, cancellation) => Guarded(parsed, options, cancellation));
        return verb;
    }

    private static async Task<int> Guarded(ParseResult parsed, MatchOptions options, CancellationToken cancellation)
    {
        try
        {
            return await Run(options.Read(parsed), TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(MatchWords.Cancelled.In(options.LanguageOf(parsed)));
            return Interrupted;
        }
        catch (Exception problem) when (problem is MatchInputException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return BadInput;
        }
    }

    private static async Task<int> Run(MatchRequest request, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var problems = new FileProblems(Console.Error, request.Language);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var cohort = await FileCohort.Read(request, problems, today, cancellation);
        if (request.IsStrict && problems.Rejected > 0)
        {
            problems.Note(MatchWords.Strict, problems.Rejected);
            return Refused;
        }
        var result = MatchResult.Find(cohort.Problem, request, new ProgressLines(Console.Error, time), cancellation);
        if (request.Explains && result.Unmatched.Count > MatchResult.AdvicesMax)
            problems.Note(MatchWords.AdvicesMax, MatchResult.AdvicesMax);
        new MatchReport(request, cohort, result).Write();
        var summary = MatchSummary.Of(result, problems, time.GetElapsedTime(started));
        Console.Out.WriteLine(request.IsJson ? summary.ToJson() : summary.ToText(request.Language));
        return Done;
    }
}
