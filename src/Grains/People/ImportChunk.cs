using Binome.Contracts.People;

namespace Binome.Grains.People;

/// <summary>A row of a chunk with the person it becomes, or what is wrong with it.</summary>
internal sealed record PlannedRow(
    ParsedRow Row,
    string? PersonId,
    ParticipantChange? Change,
    string? ETag,
    ImmutableArray<RowProblem> Problems
)
{
    public bool Rejected => Problems.Length > 0;
    public bool Created => !Rejected && ETag is null;
}

/// <summary>What is stored of the people a chunk names.</summary>
internal sealed record KnownPeople(
    ImmutableDictionary<string, string> IdByEmployee,
    ImmutableDictionary<string, string> IdByEmail,
    ImmutableDictionary<string, StoredState<ParticipantState>> States
);

/// <summary>Decides a chunk of an import: pure, so that a chunk decided again after a crash comes out the same.</summary>
internal static class ImportChunk
{
    public static ImmutableArray<PlannedRow> Plan(
        ImmutableArray<ParsedRow> rows,
        ImportSurvey survey,
        KnownPeople known,
        Func<ParsedRow, string> newId,
        DateTimeOffset now
    ) => [.. rows.Select(row => Plan(row, survey, known, newId, now))];

    /// <summary>Adds the chunk to the import: people, problems, counts and progress, for one commit.</summary>
    public static (ImportState State, Effects Effects) Apply(
        string importId,
        ImportState state,
        ImmutableArray<PlannedRow> rows,
        ImportSurvey survey
    )
    {
        var effects = new Effects();
        foreach (var row in rows)
        {
            if (!row.Rejected && row.Change is { Changed: true } change)
            {
                var person = change.State with { Pending = change.Effects };
                effects.Write(new GrainWrite(GrainKinds.Participant, row.PersonId!, row.ETag, person));
            }
            foreach (var problem in Reports(importId, row, survey))
                effects.Row(problem);
        }

        var import = state.Import!;
        var next = import with
        {
            Status = JobStatus.Running,
            Done = import.Done + rows.Length,
            Created = import.Created + rows.Count(row => row.Created),
            Updated =
                import.Updated + rows.Count(row => row is { Rejected: false, Created: false, Change.Changed: true }),
            Unchanged = import.Unchanged + rows.Count(row => row is { Rejected: false, Change.Changed: false }),
            Rejected = import.Rejected + rows.Count(row => row.Rejected),
            Warnings = import.Warnings + rows.Count(row => !row.Rejected && Warning(row.Row, survey) is not null),
        };
        return (state with { Import = next, NextChunk = state.NextChunk + 1, Resumes = 0 }, effects);
    }

    private static PlannedRow Plan(
        ParsedRow row,
        ImportSurvey survey,
        KnownPeople known,
        Func<ParsedRow, string> newId,
        DateTimeOffset now
    )
    {
        var id = known.IdByEmployee.GetValueOrDefault(row.EmployeeId);
        var stored = id is null ? null : known.States.GetValueOrDefault(id);
        var profile = ParticipantRules.Merge(stored?.State.Profile, WithOthers(row.Change, stored), replace: false);

        ImmutableArray<RowProblem> problems = [.. ProblemsOf(row, profile), .. survey.Problems(row)];
        if (problems.Length == 0 && known.IdByEmail.TryGetValue(profile.Email, out var holder) && holder != id)
            problems = [new RowProblem("email", "row.email_taken", profile.Email)];
        if (problems.Length > 0)
            return new PlannedRow(row, null, null, null, problems);

        var personId = id ?? newId(row);
        var change = ParticipantRules.Take(personId, stored?.State ?? new ParticipantState(), profile, now);
        return new PlannedRow(row, personId, change, stored?.ETag, []);
    }

    // A file with a column for one attribute says nothing of the others.
    private static ProfileChange WithOthers(ProfileChange change, StoredState<ParticipantState>? stored) =>
        change.Attributes.Or(null) is { } given && stored?.State.Profile is { } profile
            ? change with
            {
                Attributes = profile.Attributes.SetItems(given),
            }
            : change;

    /// <summary>What the row alone tells: cells that can't be read, then those that a profile can't take.</summary>
    public static IEnumerable<RowProblem> ProblemsOf(ParsedRow row, Profile profile) =>
        row.Problems.Concat(
            ProfileRules
                .Problems(profile)
                // A cell that could not even be read was reported with its own text.
                .Where(problem => row.Problems.All(read => read.Column != problem.Column && read.Column is not null))
                .Select(problem => new RowProblem(problem.Column, problem.RowCode, row.Cells.Text(problem.Column)))
        );

    private static IEnumerable<ImportProblemRow> Reports(string importId, PlannedRow row, ImportSurvey survey)
    {
        var number = 0;
        foreach (var problem in row.Problems.Take(Limits.ImportProblemsPerRowMax))
            yield return Report(importId, row.Row.Line, number++, problem, ProblemSeverity.Rejected);
        if (!row.Rejected && Warning(row.Row, survey) is { } warning)
            yield return Report(importId, row.Row.Line, number, warning, ProblemSeverity.Warning);
    }

    private static RowProblem? Warning(ParsedRow row, ImportSurvey survey) =>
        row.ManagerEmployeeId is { } manager && !survey.IsKnown(manager)
            ? new RowProblem("manager_employee_id", "row.manager_unknown", manager)
            : null;

    /// <summary>The id keeps the order of the file, and a chunk committed again makes the same rows.</summary>
    private static ImportProblemRow Report(
        string importId,
        int line,
        int number,
        RowProblem problem,
        ProblemSeverity severity
    ) =>
        new(
            $"{importId}_{line:D8}_{number:D2}",
            importId,
            line,
            problem.Column,
            problem.Code,
            problem.Value is { Length: > Limits.NameCharactersMax } value
                ? value[..Limits.NameCharactersMax]
                : problem.Value,
            severity
        );
}
