using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains.Programmes;

internal sealed class ProgrammeGrain(
    [PersistentState(GrainKinds.Programme, GrainKinds.Storage)] IPersistentState<ProgrammeState> programme,
    IProgrammeRows programmes,
    IParticipantRows people,
    IPairRows pairs,
    TenantClock clock
) : Grain, IProgrammeGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.Now(Key.Tenant);

    public async Task<Outcome<SavedProgramme>> Create(ProgrammeChange settings, Actor actor)
    {
        if (programme.RecordExists)
            return Saved();
        if (await UnknownParent(settings) is { } failure)
            return failure;
        return await Commit(ProgrammeRules.Create(Key.Id, settings, Now));
    }

    public async Task<Outcome<SavedProgramme>> Change(ProgrammeChange change, long? ifVersion, Actor actor)
    {
        if (Missing() is { } missing)
            return missing;
        if (ifVersion is { } version && version != programme.Version())
            return Failure.Of(FailureCodes.VersionMismatch);
        if (await UnknownParent(change) is { } failure)
            return failure;
        return await Commit(ProgrammeRules.Change(Key.Id, programme.State, change, Now));
    }

    public async Task<Outcome<EnrolmentResult>> Enrol(Enrol command)
    {
        if (Missing() is { } missing)
            return missing;
        if (!ProgrammeRules.Enrols(programme.State.Phase))
            return ProgrammeRules.Phase(programme.State);

        var asked = command.Filter is null ? await Named(command) : await Fitting(command);
        if (asked.Failure is { } failure)
            return failure;
        var enrolled = await programmes.AllEnrolments(Key.Tenant, Key.Id);
        var there = enrolled.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        // Add answers false for an enrolment that was there, or is asked for twice.
        var added = asked.Value.Where(row => there.Add(row.Id)).ToImmutableArray();
        var committed = await Commit(ProgrammeRules.Enrol(Key.Id, programme.State, added, command.Themselves, Now));
        return committed.Failure is { } refused
            ? refused
            : new EnrolmentResult(added.Length, asked.Value.Length - added.Length);
    }

    public async Task<Outcome<EnrolmentRow>> Withdraw(string enrolmentId, Actor actor)
    {
        var (tenant, id) = Key;
        if (Missing() is { } missing)
            return missing;
        if (await programmes.FindEnrolment(tenant, id, enrolmentId) is not { } enrolment)
            return Failure.Of(FailureCodes.NotFound, enrolmentId);
        if (enrolment.WithdrawnAt is not null)
            return enrolment;
        if (!ProgrammeRules.Enrols(programme.State.Phase))
            return ProgrammeRules.Phase(programme.State);
        if (await LivingPair(enrolment) is { } pair)
            return Failure.Of(FailureCodes.EnrolmentInPair, pair);
        var now = Now;
        var withdrawn = enrolment with { WithdrawnAt = now };
        var committed = await Commit(ProgrammeRules.Withdraw(id, programme.State, withdrawn, actor, now));
        return committed.Failure is { } refused ? refused : withdrawn;
    }

    public async Task<Outcome<CharterRow>> WriteCharter(WriteCharter command)
    {
        if ((Missing() ?? Nobody(command.Actor)) is { } failure)
            return failure;
        var written = CharterRules.Write(Key.Id, programme.State, command, Now);
        if (written.Failure is { } refused)
            return refused;
        await programme.Commit(written.Value.Change.State, written.Value.Change.Effects);
        return written.Value.Charter;
    }

    public async Task<Outcome<SavedProgramme>> Check(string item, Actor actor)
    {
        if ((Missing() ?? Nobody(actor)) is { } failure)
            return failure;
        return await Commit(ProgrammeRules.Check(Key.Id, programme.State, item, actor.Member!, Now));
    }

    public async Task<Outcome<SavedProgramme>> Launch(Actor actor)
    {
        if ((Missing() ?? Nobody(actor)) is { } failure)
            return failure;
        return await Commit(ProgrammeRules.Launch(Key.Id, programme.State, actor, Now));
    }

    public async Task<Outcome<SavedProgramme>> DecideGate(DecideGate command)
    {
        if ((Missing() ?? Nobody(command.Actor)) is { } failure)
            return failure;
        var by = command.Actor.Member!;
        return await Commit(ProgrammeRules.DecideGate(Key.Id, programme.State, command, by, Now));
    }

    public async Task<Outcome<SavedProgramme>> DecideReportingLine(DecideReportingLine command)
    {
        if ((Missing() ?? Nobody(command.Actor)) is { } failure)
            return failure;
        // Living pairs may break the rule from now on, or no longer.
        await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).RuleWatch().LookAgain();
        return await Commit(ProgrammeRules.DecideReportingLine(Key.Id, programme.State, command, Now));
    }

    public async Task<Outcome<ExclusionRow>> Exclude(ExcludePair command)
    {
        var (tenant, id) = Key;
        if ((Missing() ?? Nobody(command.Actor)) is { } failure)
            return failure;
        var known = await people.Many(tenant, [command.ParticipantId, command.OtherId]);
        foreach (
            var (pointer, person) in new[] { ("/participant", command.ParticipantId), ("/other", command.OtherId) }
        )
            if (known.All(found => found.Row.Id != person))
                return Failure.At(pointer, FailureCodes.ParticipantUnknown, person);
        var before = await programmes.FindExclusion(tenant, id, ExclusionRules.IdOf(id, programme.State, command));
        return await Commit(ExclusionRules.Exclude(id, programme.State, before, command, Now));
    }

    public async Task<Outcome<ExclusionRow>> LiftExclusion(string exclusionId, Actor actor)
    {
        var (tenant, id) = Key;
        if ((Missing() ?? Nobody(actor)) is { } failure)
            return failure;
        if (await programmes.FindExclusion(tenant, id, exclusionId) is not { } exclusion)
            return Failure.Of(FailureCodes.NotFound, exclusionId);
        return await Commit(ExclusionRules.Lift(programme.State, exclusion, actor.Member!, Now));
    }

    public async Task<Outcome<SavedProgramme>> Close(Actor actor)
    {
        if ((Missing() ?? Nobody(actor)) is { } failure)
            return failure;
        return await Commit(ProgrammeRules.Close(Key.Id, programme.State, actor, Now));
    }

    public Task<Outcome<ProgrammeSettings>> BeginMatching() => Begin(ProgrammeRules.BeginMatching);

    public Task<Outcome<ProgrammeSettings>> BeginRunning() => Begin(ProgrammeRules.BeginRunning);

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name == ProgrammeRules.PairsFollow && programme.State.FollowAt == dueAt)
            await PairsFollow();
        else if (name == ProgrammeRules.AskNewcomers)
            await TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString()).IntakeRound(Key.Id).AskNewcomers();
    }

    /// <summary>
    /// A closing programme takes its pairs along, one chunk a wake-up. A wake-up that fails comes again, so nothing is left
    /// out; after the last chunk it looks once more, for pairs that were being opened when it began to close.
    /// </summary>
    private async Task PairsFollow()
    {
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        var isClosed = programme.State.Phase == ProgrammePhase.Closed;
        var left = await pairs.ToFollow(Key.Tenant, Key.Id, isClosed, Limits.FollowChunkPairs);
        await Task.WhenAll(left.Select(id => house.Pair(id).FollowProgramme(isClosed)));
        var next = ProgrammeRules.Followed(Key.Id, programme.State, left.Length, Now);
        await programme.Commit(next.State, next.Effects);
    }

    private async Task<Outcome<ProgrammeSettings>> Begin(
        Func<string, ProgrammeState, DateTimeOffset, Outcome<ProgrammeDecided>> rule
    )
    {
        if (Missing() is { } missing)
            return missing;
        var saved = await Commit(rule(Key.Id, programme.State, Now));
        return saved.Failure is { } failure ? failure : programme.State.Settings!;
    }

    private async Task<Outcome<ImmutableArray<EnrolmentRow>>> Named(Enrol command)
    {
        ImmutableArray<string> ids = [.. command.People.Select(person => person.ParticipantId).Distinct()];
        var found = await people.Many(Key.Tenant, ids);
        var byId = found.ToImmutableDictionary(person => person.Row.Id, person => person.Row);
        return EnrolmentRules.Named(Key.Id, programme.State, command, byId, Now);
    }

    private async Task<Outcome<ImmutableArray<EnrolmentRow>>> Fitting(Enrol command)
    {
        var filter = command.Filter!;
        var asked = new ParticipantFilter(filter.Subsidiary, filter.Country, filter.JobFamily, filter.Language)
        {
            Left = false,
        };
        var found = await people.All(Key.Tenant, asked, Limits.EnrolmentsPerCallMax + 1);
        if (found.Length > Limits.EnrolmentsPerCallMax)
            return Failure.At("/filter", FailureCodes.TooMany, $"{Limits.EnrolmentsPerCallMax}");
        var rows = EnrolmentRules.Fitting(Key.Id, programme.State, command, found, Now);
        return rows.Length == 0 ? Failure.At("/filter", FailureCodes.NobodyFits) : rows;
    }

    /// <summary>A pair of theirs that has not ended; null when there is none.</summary>
    private async Task<string?> LivingPair(EnrolmentRow enrolment)
    {
        var isMentor = enrolment.Role == PairRole.Mentor;
        var theirs = new PairFilter(
            Key.Id,
            MentorId: isMentor ? enrolment.ParticipantId : null,
            MenteeId: isMentor ? null : enrolment.ParticipantId
        );
        string? after = null;
        do
        {
            var some = await pairs.List(Key.Tenant, theirs, new PageOf(Limits.PageMax, after));
            if (some.Items.FirstOrDefault(pair => !pair.Row.Phase.HasEnded()) is { } living)
                return living.Row.Id;
            after = some.HasMore ? some.Items[^1].Row.Id : null;
        } while (after is not null);
        return null;
    }

    private async Task<Failure?> UnknownParent(ProgrammeChange change) =>
        change.ParentProgrammeId.Or(null) is { } parent && await programmes.Find(Key.Tenant, parent) is null
            ? Failure.At("/parent_programme", FailureCodes.ProgrammeParent)
            : null;

    private async Task<Outcome<SavedProgramme>> Commit(Outcome<ProgrammeDecided> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        if (decided.Value.Changed)
            await programme.Commit(decided.Value.State, decided.Value.Effects);
        return Saved();
    }

    private async Task<Outcome<ExclusionRow>> Commit(Outcome<ExclusionDecided> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        if (decided.Value.Effects is { } effects)
            await programme.Commit(decided.Value.State, effects);
        return decided.Value.Exclusion;
    }

    private SavedProgramme Saved() => new(ProgrammeRules.Row(Key.Id, programme.State), programme.Version());

    private Failure? Missing() => programme.RecordExists ? null : Failure.Of(FailureCodes.NotFound, Key.Id);

    private static Failure? Nobody(Actor actor) =>
        actor.Member is null ? Failure.Of(FailureCodes.PersonRequired) : null;
}
