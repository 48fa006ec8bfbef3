using Binome.Contracts.Pairs;
using Binome.Contracts.Privacy;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.Grains.Billing;
using Binome.Grains.Mail;
using Binome.Grains.Sessions;

namespace Binome.Grains.Pairs;

internal sealed class PairGrain(
    [PersistentState(GrainKinds.Pair, GrainKinds.Storage)] IPersistentState<PairState> pair,
    ISessionRows sessions,
    IProgrammeRows programmes,
    IPrivateWords privateWords,
    PairMails mails,
    RhythmMails rhythmMails,
    ReflectionMails reflectionMails,
    SessionMails sessionMails,
    MailPost post,
    DaysOffReader daysOff,
    PeopleCount people,
    TenantClock clock
) : Grain, IPairGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    private SavedPair Saved => new(PairRules.Row(Key.Id, pair.State), pair.Version());

    public async Task<Outcome<PairRow>> Open(OpenPair command)
    {
        var (tenant, id) = Key;
        if (pair.RecordExists)
            return PairRules.Row(id, pair.State);
        if (
            await programmes.Find(tenant, command.ProgrammeId) is { Row.Phase: >= ProgrammePhase.Closing and var phase }
        )
            return Failure.Of(FailureCodes.ProgrammePhase, phase.ToString().ToLowerInvariant());

        var now = clock.Now(tenant);
        var off = await daysOff.Read(tenant, command.MentorId, command.MenteeId, now);
        var opened = PairRules.Open(id, command, now, off);
        if (opened.Failure is { } failure)
            return failure;
        await people.Changes(tenant, before: null, opened.Value.State.Phase);
        var conflict = await pair.Commit(opened.Value.State, opened.Value.Effects);
        return conflict is null ? PairRules.Row(id, pair.State) : Failure.Of(FailureCodes.PairExists);
    }

    public async Task<Outcome<SavedPair>> Answer(AnswerPair command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists || !PairLifeRules.IsOf(pair.State, command.ParticipantId))
            return Failure.Of(FailureCodes.NotFound, id);
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (PairLifeRules.IsAnswered(pair.State, command))
            return Saved;
        if (command.PrivateReason?.Length > Limits.ReasonCharactersMax)
            return Failure.At("/private_reason", FailureCodes.TooLong, $"{Limits.ReasonCharactersMax}");

        var words =
            string.IsNullOrWhiteSpace(command.PrivateReason) || command.Accepts
                ? null
                : await privateWords.Seal(
                    new PrivatePlace(tenant, command.ParticipantId, $"{id}/private_reason"),
                    command.PrivateReason.Trim()
                );
        var by = new PairMover(command.Actor.Member, command.Actor.CommandId)
        {
            ParticipantId = command.ParticipantId,
            SealedReason = words,
        };
        var now = clock.Now(tenant);
        return await Commit(
            command.Accepts
                ? PairLifeRules.Accept(id, pair.State, by, now)
                : PairLifeRules.Step(id, pair.State, PairStep.Decline, by, now)
        );
    }

    public async Task<Outcome<SavedPair>> Sign(SignCharter command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists || !PairLifeRules.IsOf(pair.State, command.ParticipantId))
            return Failure.Of(FailureCodes.NotFound, id);
        if (command.Actor.Member is null)
            return Failure.Of(FailureCodes.PersonRequired);
        if (PairLifeRules.IsSigned(pair.State, command))
            return Saved;
        var by = new PairMover(command.Actor.Member, command.Actor.CommandId) { ParticipantId = command.ParticipantId };
        return await Commit(PairLifeRules.Sign(id, pair.State, command.Version, by, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedPair>> Move(MovePair command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (pair.State.LastCommand == command.Actor.CommandId)
            return Saved;
        if (PairLifeRules.Refusal(command) is { } refusal)
            return refusal;
        var by = new PairMover(command.Actor.Member, command.Actor.CommandId, PairLifeRules.Reason(command));
        return await Commit(PairLifeRules.Step(id, pair.State, command.Step, by, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedPair>> ChangeCadence(ChangeCadence command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (RhythmRules.IsChanged(pair.State, command))
            return Saved;
        return await Commit(RhythmRules.Change(id, pair.State, command, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedPair>> ResetCadence(Actor actor)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (!pair.State.HasOwnRhythm)
            return Saved;
        var programme =
            await programmes.Find(tenant, pair.State.ProgrammeId)
            ?? throw new InvalidOperationException($"{pair.State.ProgrammeId} of {id} has no row.");
        var (cadence, rhythm) = (programme.Row.Settings.Cadence, programme.Row.Settings.Rhythm);
        return await Commit(RhythmRules.Reset(id, pair.State, cadence, rhythm, actor, clock.Now(tenant)));
    }

    public async Task FollowProgramme(bool closed)
    {
        var (tenant, id) = Key;
        // Every step leads further, so it ends: a living pair begins to close and then closes.
        while (pair.RecordExists && PairLifeRules.ToFollow(pair.State.Phase, closed) is { } step)
            await Commit(PairLifeRules.Step(id, pair.State, step, new PairMover(Member: null), clock.Now(tenant)));
    }

    public async Task NoteRule(string? rule)
    {
        var (tenant, id) = Key;
        if (pair.RecordExists && PairRules.Rule(id, pair.State, rule, clock.Now(tenant)) is { } change)
            await pair.Commit(change.State, change.Effects);
    }

    public async Task<Outcome<SavedSession>> AddSession(AddSession command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);
        if (pair.State.AddedLast.Contains(command.SessionId))
            return await Added(tenant, id, command.SessionId);
        return await Commit(SessionRules.Add(id, pair.State, command, clock.Now(tenant)));
    }

    public async Task<Outcome<SavedSession>> ChangeSession(ChangeSession command)
    {
        var (tenant, id) = Key;
        if (!pair.RecordExists)
            return Failure.Of(FailureCodes.NotFound, id);

        var planned = pair.State.Planned.FirstOrDefault(session => session.Id == command.SessionId);
        if (planned is not null && SessionRules.IsAsAsked(planned, command))
            return await Added(tenant, id, planned.Id);
        if (
            command.IfVersion is { } version
            && await sessions.Find(tenant, id, command.SessionId) is { } stored
            && stored.Version != version
        )
            return Failure.Of(FailureCodes.VersionMismatch);
        var changed = SessionRules.Change(id, pair.State, command, clock.Now(tenant));
        if (changed.Failure?.Code == FailureCodes.SessionUnknown)
            return await NotPlanned(tenant, id, command);
        return await Commit(changed);
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (!pair.RecordExists)
            return;
        var (tenant, id) = Key;
        var state = pair.State;
        switch (name)
        {
            case PairRules.Tick when state.ArmedAt == dueAt:
                await Say(() => Tick(dueAt));
                break;
            case PairRules.Ask when state.Phase == PairPhase.AwaitingAcceptance:
                await mails.Ask(tenant, id, state);
                break;
            case PairLifeRules.AnswerDue
                when state.Phase == PairPhase.AwaitingAcceptance && state.Acceptance?.DueAt == dueAt:
                await Commit(
                    PairLifeRules.Step(id, state, PairStep.Expire, new PairMover(Member: null), clock.Now(tenant))
                );
                break;
            case SessionMails.Tell when state.TellAt == dueAt:
                await Say(() => Tell(state));
                break;
            case ReflectionRules.Ask when state.AskReflectionAt == dueAt:
                await Say(() => AskReflections(state));
                break;
            case PairLifeRules.FreeSeats when state.Phase.HasEnded():
                await FreeSeats(id, state);
                break;
        }
    }

    private async Task<Said?> Tick(DateTimeOffset dueAt)
    {
        var (tenant, id) = Key;
        var now = clock.Now(tenant);
        var off = await daysOff.Read(tenant, pair.State.MentorId, pair.State.MenteeId, now);
        if (PairRules.TickDue(id, pair.State, dueAt, now, off) is not { } change)
            return null;
        return change.Raised is { } mark
            ? new Said(change, await rhythmMails.Write(tenant, id, pair.State, mark, change.Effects))
            : new Said(change, null);
    }

    private async Task<Said?> Tell(PairState state)
    {
        var effects = new Effects().WakeUp(SessionMails.Tell, null);
        var mail = await sessionMails.Write(Key.Tenant, Key.Id, state, effects);
        var told = state with { ToTell = [], TellAt = null };
        return new Said(new PairChange(told, effects), mail);
    }

    private async Task<Said?> AskReflections(PairState state)
    {
        var effects = new Effects().WakeUp(ReflectionRules.Ask, null);
        var mail =
            !state.Phase.HasEnded() || state.Phase == PairPhase.Closed
                ? await reflectionMails.Ask(Key.Tenant, Key.Id, state, state.AskReflectionOf!, effects)
                : null;
        var asked = state with { AskReflectionOf = null, AskReflectionAt = null };
        return new Said(new PairChange(asked, effects), mail);
    }

    /// <summary>A change and what people are told of it, in one commit.</summary>
    /// <param name="Mail">What to send once it is committed.</param>
    private sealed record Said(PairChange Change, string? Mail);

    /// <summary>Decides anew when somebody's inbox has moved on in between; after too many times the wake-up comes again.</summary>
    private async Task Say(Func<Task<Said?>> decide)
    {
        for (var attempt = 0; attempt < Limits.ConflictsPerCommitMax; attempt++)
        {
            if (await decide() is not { } said)
                return;
            if (await pair.Commit(said.Change.State, said.Change.Effects) is not null)
                continue;
            await post.Send(Key.Tenant, said.Mail);
            return;
        }
        throw new InvalidOperationException($"{Key.Id} met {Limits.ConflictsPerCommitMax} conflicts.");
    }

    /// <summary>Both seats are given back however often it is done; the wake-up comes again until it has been.</summary>
    private async Task FreeSeats(string id, PairState state)
    {
        var house = TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());
        await Task.WhenAll(
            house.Participant(state.MentorId).Release(id),
            house.Participant(state.MenteeId).Release(id)
        );
        // Whoever never began is matched again among the free ones; after a separation a person decides whether.
        if (state.Phase is PairPhase.Declined or PairPhase.Expired)
            await house.Rematch(state.ProgrammeId).FreeAgain();
    }

    private async Task<Outcome<SavedPair>> Commit(Outcome<PairChange> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        await people.Changes(Key.Tenant, pair.State.Phase, decided.Value.State.Phase);
        await pair.Commit(decided.Value.State, decided.Value.Effects);
        return Saved;
    }

    private async Task<Outcome<SavedSession>> Commit(Outcome<SessionChange> decided)
    {
        if (decided.Failure is { } failure)
            return failure;
        var change = decided.Value;
        await pair.Commit(change.Pair.State, change.Pair.Effects);
        return new SavedSession(change.Session, pair.Version());
    }

    private async Task<Outcome<SavedSession>> Added(string tenant, string id, string sessionId) =>
        await sessions.Find(tenant, id, sessionId) is { } stored
            ? new SavedSession(stored.Row, stored.Version)
            : throw new InvalidOperationException($"{sessionId} was added to {id} and has no row.");

    /// <summary>A held or cancelled session stays what it is, and a request repeated after a crash finds it so.</summary>
    private async Task<Outcome<SavedSession>> NotPlanned(string tenant, string id, ChangeSession command)
    {
        if (await sessions.Find(tenant, id, command.SessionId) is not { Row: var row } stored)
            return Failure.Of(FailureCodes.SessionUnknown, command.SessionId);
        return SessionRules.IsAsAsked(row, command)
            ? new SavedSession(row, stored.Version)
            : Failure.Of(FailureCodes.SessionState, row.Status.ToString().ToLowerInvariant());
    }
}
