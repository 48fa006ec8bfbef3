using System.Collections.Immutable;
using Binome.Matching;
using Binome.WebApi.Http;
using Binome.WebApi.People;

namespace Binome.Silo.Cli.Offline;

/// <summary>The problem that the files state, and the names of its people by employee id.</summary>
internal sealed record FileCohort(MatchingProblem Problem, IReadOnlyDictionary<string, string> Names)
{
    /// <exception cref="MatchInputException">A file can't be read, or what they say together can't be matched.</exception>
    public static async Task<FileCohort> Read(
        MatchRequest request,
        FileProblems problems,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var files = request.Files;
        var mentors = await Whole(
            files.Mentors,
            request.Language,
            path => PeopleFile.Read(path, problems, cancellation)
        );
        var mentees = await Whole(
            files.Mentees,
            request.Language,
            path => PeopleFile.Read(path, problems, cancellation)
        );
        var cohort = new FileSides(files, mentors, mentees);
        cohort.ReportDifferences(problems);
        var chart = OrgChart.Build(cohort.Lines());
        cohort.ReportChart(chart, problems);
        var locked = await Couples(files.Locked, request.Language, problems, cancellation);
        var excluded = await Couples(files.Excluded, request.Language, problems, cancellation);
        var problem = new MatchingProblem
        {
            People = [.. cohort.People.Values],
            Mentors =
            [
                .. mentors.People.Select(row => new Seats(row.Person.Id, row.Profile.MentorCapacity, row.Priority)),
            ],
            Mentees =
            [
                .. mentees.People.Select(row => new Seats(row.Person.Id, row.Profile.MenteeCapacity, row.Priority)),
            ],
            OrgChart = chart,
            Rules = request.Rules,
            Locked = cohort.Lockable(locked, problems),
            Excluded = cohort.Excludable(excluded, problems),
            AsOf = asOf,
        };
        var faults = ProblemFaults.Find(problem).Select(fault => Message(fault, request.Language)).ToArray();
        return faults.Length == 0
            ? new FileCohort(problem, cohort.Names())
            : throw new MatchInputException(string.Join(Environment.NewLine, faults));
    }

    private static async Task<ImmutableArray<FileCouple>> Couples(
        string? path,
        Language language,
        FileProblems problems,
        CancellationToken cancellation
    ) => path is null ? [] : await Whole(path, language, file => CouplesFile.Read(file, problems, cancellation));

    private static async Task<T> Whole<T>(string path, Language language, Func<string, Task<T>> read)
    {
        try
        {
            return await read(path);
        }
        catch (HrCsvFailure failure)
        {
            throw new MatchInputException(InputFile.Message(path, failure, language));
        }
    }

    private static string Message(ProblemFault fault, Language language) =>
        fault.Code switch
        {
            ProblemFaults.LockInvalid => MatchWords.LockedSeats.In(language, fault.Subject),
            ProblemFaults.NoCriterion => MatchWords.NoCriterion.In(language),
            _ => MatchWords.OtherFault.In(language, fault.Code, fault.Subject),
        };
}
