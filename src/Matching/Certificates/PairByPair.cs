namespace Binome.Matching.Certificates;

/// <summary>Every pair by the definition of its rules and score, rows by threads.</summary>
internal static class PairByPair
{
    internal static IEnumerable<CertificateFault> Faults(PairClaims claims, CancellationToken cancellation) =>
        Enumerable
            .Range(0, claims.Problem.Mentors.Length)
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellation)
            .SelectMany(mentor => OfMentor(claims, mentor));

    private static List<CertificateFault> OfMentor(PairClaims claims, int mentor)
    {
        var faults = new List<CertificateFault>();
        var mentees = claims.Problem.Mentees.Length;
        for (var mentee = 0; mentee < mentees && faults.Count < MatchingCertificate.FaultsMax; mentee++)
            if (claims.FaultOf(mentor, mentee) is { } fault)
                faults.Add(fault);
        return faults;
    }
}
