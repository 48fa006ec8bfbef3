using System.Diagnostics;
using System.Globalization;
using Binome.Matching;
using Binome.Matching.Proofs;

namespace Binome.Benchmarks.Matching;

/// <summary>A stored proof read and its certificate checked anew, as the server does it and as whoever trusts no code of the solver does, by turns.</summary>
internal static class CertificateReport
{
    private const int Rounds = 3;

    public static void Run(MatchingProblem problem)
    {
        using var proof = new MemoryStream();
        MatchingProof.Write(proof, problem, MatchingSolver.Solve(problem));
        var pairs = (long)problem.Mentors.Count * problem.Mentees.Count;
        Console.WriteLine($"{pairs} pairs; seconds, in brackets those of the process's own threads");
        for (var round = 1; round <= Rounds; round++)
        {
            proof.Position = 0;
            var (stored, reading) = Measured(() => MatchingProof.Read(proof));
            var (faults, strips) = Measured(() => MatchingCertificate.VerifyInStrips(stored.Problem, stored.Solution));
            var (others, pairwise) = Measured(() => MatchingCertificate.Verify(stored.Problem, stored.Solution));
            Console.WriteLine(
                $"round {round}: proof read {reading}, checked in strips {strips}, pair by pair {pairwise}: {pairwise.Cores / strips.Cores:0}× the work"
            );
            if (faults.Count + others.Count > 0)
                throw new InvalidOperationException("The certificate does not hold.");
        }
    }

    private static (T Result, Time Time) Measured<T>(Func<T> work)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var result = work();
        process.Refresh();
        return (result, new Time(clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds));
    }

    /// <param name="Cores">What the threads of the process took of all cores; of use where others share them.</param>
    private sealed record Time(double Wall, double Cores)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall:0.00} [{Cores:0.00}]");
    }
}
