using System.Collections.Frozen;
using System.Collections.Immutable;
using Binome.Contracts.People;
using Binome.Grains.Matching;
using Binome.Grains.People;
using Binome.Matching;
using Binome.WebApi.Http;
using Binome.WebApi.People;

namespace Binome.Silo.Cli.Offline;

/// <summary>A row of a file of mentors or of mentees.</summary>
internal sealed record FilePerson(int Line, Profile Profile, MatchingPerson Person, int Priority);

/// <summary>What a file says of people.</summary>
/// <param name="People">Those whose row is sound.</param>
/// <param name="Lines">Who reports to whom, of the other rows too: a slip in a cell must not open a way round the reporting rule.</param>
internal sealed record FilePeople(ImmutableArray<FilePerson> People, ImmutableArray<ReportingLine> Lines);

/// <summary>Reads people as the import does, with the same columns, checks and words, and their priority.</summary>
internal static class PeopleFile
{
    private static readonly HrCsvColumns Columns = new(
        ImportColumns.Required,
        ImportColumns.All.Append(ExtraCells.PriorityColumn).ToFrozenSet(StringComparer.Ordinal),
        ImportColumns.AttributePrefix
    );

    /// <exception cref="MatchInputException">The file can't be read, or holds more people than one side can have.</exception>
    public static async Task<FilePeople> Read(string path, FileProblems problems, CancellationToken cancellation)
    {
        var people = ImmutableArray.CreateBuilder<FilePerson>();
        var lines = ImmutableArray.CreateBuilder<ReportingLine>();
        var survey = new ImportSurvey([]);
        await foreach (var (columns, line) in InputFile.Lines(path, Columns, cancellation))
        {
            var row = ImportCells.Parse(columns, line);
            survey.Add(row);
            var profile = ParticipantRules.Merge(null, row.Change, replace: false);
            if (profile.EmployeeId.Length > 0)
                lines.Add(new ReportingLine(profile.EmployeeId, profile.ManagerEmployeeId));
            var extra = ExtraCells.Of(row.Cells);
            RowProblem[] found =
            [
                .. ImportChunk.ProblemsOf(row, profile),
                .. row.Problems.IsEmpty ? extra.Problems : [],
                .. survey.Problems(row),
            ];
            if (found.Length > 0)
                problems.Reject([.. found.Select(problem => InputFile.Problem(path, line.Line, problem))]);
            else
                people.Add(new(line.Line, profile, CohortProblem.Person(profile.EmployeeId, profile), extra.Priority));
            if (people.Count > MatchingLimits.PeoplePerSideMax)
                throw TooMany(path, problems.Language);
        }
        return new FilePeople(people.ToImmutable(), lines.ToImmutable());
    }

    private static MatchInputException TooMany(string path, Language language) =>
        new(MatchWords.TooManyPeople.In(language, Path.GetFileName(path), MatchingLimits.PeoplePerSideMax));
}
