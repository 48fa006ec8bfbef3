using System.Collections.Immutable;
using System.Globalization;
using Binome.Contracts.Matching;
using Binome.Matching;
using Binome.Matching.Proofs;
using Binome.WebApi.Http;
using Binome.WebApi.Matching;
using CsvHelper;

namespace Binome.Silo.Cli.Offline;

/// <summary>Writes what a run found: pairs and people left over as sheets, the proof as JSON.</summary>
internal sealed class MatchReport(MatchRequest request, FileCohort cohort, MatchResult result)
{
    private const double PointsPerPercent = Points.Scale / 100.0;

    private static readonly CsvWriterOptions Sheet = new()
    {
        // A cell that a spreadsheet would run as a formula comes out as text.
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    private Language Language => request.Language;

    /// <summary>Writes all files; they appear together when the last is whole.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    public void Write()
    {
        using var files = new OutputFiles();
        WritePairs(files.Create(request.Files.Pairs));
        if (request.Files.Unmatched is { } unmatched)
            WriteUnmatched(files.Create(unmatched));
        if (request.Files.Certificate is { } certificate)
            using (var proof = files.Create(certificate))
                MatchingProof.Write(proof, cohort.Problem, result.Best);
        files.Commit();
    }

    private void WritePairs(FileStream file)
    {
        using var sheet = CsvWriter.Create(file, Sheet);
        string[] reasons = request.Explains ? ["reasons"] : [];
        Row(
            sheet,
            [CouplesFile.Mentor, "mentor_name", CouplesFile.Mentee, "mentee_name", "score", "locked", .. reasons]
        );
        foreach (var pair in result.Pairs)
            Row(
                sheet,
                [
                    pair.MentorId,
                    cohort.Names[pair.MentorId],
                    pair.MenteeId,
                    cohort.Names[pair.MenteeId],
                    Unit(pair.ScorePoints),
                    pair.IsLocked ? "true" : "false",
                    .. request.Explains ? [Reasons(pair)] : Array.Empty<string>(),
                ]
            );
    }

    private void WriteUnmatched(FileStream file)
    {
        using var sheet = CsvWriter.Create(file, Sheet);
        string[] advice = request.Explains ? ["advice", "counterpart_employee_id"] : [];
        Row(sheet, ["role", "employee_id", "name", "reason_code", "reason", .. advice]);
        foreach (var person in result.Unmatched)
            Row(
                sheet,
                [
                    person.Side == MatchingSide.Mentor ? "mentor" : "mentee",
                    person.PersonId,
                    cohort.Names[person.PersonId],
                    person.ReasonCode,
                    person.Reason(Language),
                    .. request.Explains
                        ? [person.AdviceIn(Language, cohort.Names), person.Advice?.CounterpartId ?? ""]
                        : Array.Empty<string>(),
                ]
            );
    }

    private string Reasons(ProposedPair pair) =>
        string.Join(
            ' ',
            pair.Contributions.Select(contribution =>
                MatchWords.Contribution.In(
                    Language,
                    ReasonCatalogue.Criterion(contribution.Code, Language),
                    (contribution.ContributionPoints / PointsPerPercent).ToString("0.#", CultureInfo.InvariantCulture),
                    ReasonCatalogue.Message(contribution.Reason.Code, ArgumentsOf(contribution.Reason), Language)
                )
            )
        );

    private static ImmutableArray<ReasonArgument> ArgumentsOf(MatchingReason reason) =>
        [.. reason.Parameters.Select(parameter => new ReasonArgument(parameter.Key, parameter.Value))];

    private static string Unit(int points) => Points.ToUnit(points).ToString("0.0000", CultureInfo.InvariantCulture);

    private static void Row(CsvWriter sheet, ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            sheet.WriteField(cell);
        sheet.EndRecord();
    }
}
