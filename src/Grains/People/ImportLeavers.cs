using Binome.Contracts.People;

namespace Binome.Grains.People;

/// <summary>Who leaves by a full file: whoever is there and not in it. Pure.</summary>
internal static class ImportLeavers
{
    /// <param name="known">Everybody who is stored.</param>
    /// <param name="left">Those among them who have left already.</param>
    /// <param name="startedAt">Whoever came after the file is not expected in it.</param>
    public static ImmutableArray<ReportingEdge> Of(
        ImmutableArray<ReportingEdge> known,
        ImmutableHashSet<string> left,
        ImportSurvey survey,
        DateTimeOffset startedAt
    ) =>
        [
            .. from person in known
            where
                !survey.Names(person.EmployeeId)
                && !left.Contains(person.ParticipantId)
                && Ids.CreatedAt(person.ParticipantId) <= startedAt
            select person,
        ];

    /// <summary>A half file must not empty a company, and a row that nobody can read may be anybody's.</summary>
    public static bool NeedConfirmation(int leavers, int present, int unreadable) =>
        leavers > 0 && (unreadable > 0 || leavers * 100L > present * (long)Limits.LeaversPercentMax);

    /// <summary>Counts them; an import that must be confirmed waits, and names the first of them.</summary>
    public static (ImportState State, Effects Effects) Counted(
        string importId,
        ImportState state,
        ImmutableArray<ReportingEdge> leavers,
        bool waits,
        DateTimeOffset machine
    )
    {
        var import = state.Import! with { Leavers = leavers.Length };
        if (!waits)
            return (state with { Import = import, LeaversCounted = true }, new Effects().Row(import));
        import = import with { Status = JobStatus.AwaitingConfirmation };
        var until = machine + Limits.ImportConfirmedWithin;
        var effects = new Effects()
            .Row(import)
            .Event(new LedgerEvent(EventTypes.ImportAwaitsConfirmation, importId, ("leavers", leavers.Length)))
            .Work(Jobs.JobPump.WakeUpName, until);
        foreach (var (at, leaver) in leavers.Take(Limits.LeaversListedMax).Index())
            effects.Row(
                new ImportProblemRow(
                    $"{importId}_{0:D8}_{at:D4}",
                    importId,
                    0,
                    "employee_id",
                    "row.leaver",
                    leaver.EmployeeId,
                    ProblemSeverity.Warning
                )
            );
        return (state with { Import = import, LeaversCounted = true, ResumeAt = until }, effects);
    }

    /// <summary>Some of them leave, in one commit with the import's progress.</summary>
    public static (ImportState State, Effects Effects) Leave(
        ImportState state,
        ImmutableArray<StoredState<ParticipantState>> people,
        DateTimeOffset now,
        DateTimeOffset machine
    )
    {
        var effects = new Effects();
        foreach (var person in people)
        {
            var change = ParticipantRules.Leave(person.Id, person.State, now, machine);
            var next = change.State with { Pending = change.Effects };
            effects.Write(new GrainWrite(GrainKinds.Participant, person.Id, person.ETag, next));
        }
        var import = state.Import! with { Left = state.Import!.Left + people.Length };
        return (state with { Import = import, Resumes = 0 }, effects.Row(import));
    }
}
