using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Binome.Matching;
using Binome.Matching.Proofs;

namespace Binome.Silo.Cli.Offline;

/// <summary>Checks the proof of a matching from its file alone: no solver, no server.</summary>
internal static class VerifyVerb
{
    private const int Holds = 0;
    private const int Fails = 1;
    private const int Interrupted = 130;

    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Command Command()
    {
        var proof = new Argument<string>("proof")
        {
            Description = "The file, as match --certificate or the API wrote it.",
        };
        var json = Verbs.Json();
        var verify = new Command("verify", "Check that a matching is allowed and the best, pair by pair.")
        {
            proof,
            json,
        };
        verify.SetAction(
            (parsed, cancellation) =>
                Task.FromResult(Guarded(parsed.GetValue(proof)!, parsed.GetValue(json), cancellation))
        );
        return new Command("matching", "Proofs of matchings.") { verify };
    }

    private static int Guarded(string path, bool isJson, CancellationToken cancellation)
    {
        try
        {
            return Verify(path, isJson, cancellation);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the end; nothing is known.");
            return Interrupted;
        }
        catch (Exception problem) when (problem is MatchingProofException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return Fails;
        }
    }

    private static int Verify(string path, bool isJson, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var (problem, solution) = MatchingProof.Read(file);
        // A problem that makes no sense can't be matched, so nothing about it is proven.
        CertificateFault[] faults =
        [
            .. ProblemFaults.Find(problem).Select(fault => new CertificateFault(fault.Code, fault.Subject)),
        ];
        if (faults.Length == 0)
            faults = [.. MatchingCertificate.Verify(problem, solution, cancellation)];
        var answer = Answer(problem, solution, faults);
        Console.Out.WriteLine(isJson ? JsonSerializer.Serialize(answer, Snake) : Text(answer));
        return faults.Length == 0 ? Holds : Fails;
    }

    private static Verification Answer(MatchingProblem problem, MatchingSolution solution, CertificateFault[] faults)
    {
        var bound = MatchingBound.Of(problem, solution);
        return new Verification(
            faults.Length == 0,
            (long)problem.Mentors.Count * problem.Mentees.Count,
            solution.Pairs.Count,
            solution.TotalPoints,
            bound.Value.ToString(CultureInfo.InvariantCulture),
            bound.Bound.ToString(CultureInfo.InvariantCulture),
            faults
        );
    }

    private static string Text(Verification answer)
    {
        if (answer.Holds)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"""
                The proof holds: every pair is allowed, and no allowed set of pairs is better.
                Looked at    {answer.PairsLookedAt} possible pairs
                Pairs        {answer.Pairs}
                Total        {answer.TotalPoints} points
                Value        {answer.Value}
                Upper bound  {answer.Bound}
                """
            );
        var more = answer.Faults.Length >= MatchingCertificate.FaultsMax ? " or more" : "";
        var lines = answer.Faults.Select(fault => $"  {fault.Code} {fault.Subject}".TrimEnd());
        return $"The proof does not hold: {answer.Faults.Length}{more} faults.\n{string.Join('\n', lines)}";
    }

    /// <param name="Value">What the pairs are worth together, a whole number that may exceed 64 bits; so is the bound.</param>
    private sealed record Verification(
        bool Holds,
        long PairsLookedAt,
        int Pairs,
        long TotalPoints,
        string Value,
        string Bound,
        CertificateFault[] Faults
    );
}
