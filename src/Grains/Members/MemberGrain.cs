using Binome.Contracts.Members;

namespace Binome.Grains.Members;

internal sealed class MemberGrain(
    [PersistentState(GrainKinds.Member, GrainKinds.Storage)] IPersistentState<MemberState> member,
    TenantClock clock
) : Grain, IMemberGrain, IIncomingGrainCallFilter
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    // Accounts, links and sessions go by the machine's clock in a sandbox too: what was given for minutes must not last months.
    private DateTimeOffset Now => clock.Machine();

    private TenantGrains House => TenantGrains.Of(GrainFactory, this.GetPrimaryKeyString());

    private SavedMember Saved => new(member.State.Member!, member.Version());

    /// <summary>Links are made in the commits of others too, so each call begins with what is stored.</summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await member.ReadStateAsync();
        await context.Invoke();
    }

    public async Task<Outcome<SavedMember>> Invite(InviteMember command)
    {
        if (member.RecordExists)
            return Saved;
        var invited = MemberRules.Invite(Key.Id, command, Now);
        if (invited.Failure is { } failure)
            return failure;
        var conflict = await member.Commit(invited.Value.State, invited.Value.Effects);
        return conflict?.Kind switch
        {
            null => Saved,
            MemberClaims.Email => Failure.At("/email", FailureCodes.MemberEmailTaken),
            _ => Failure.Of(FailureCodes.MemberParticipantTaken),
        };
    }

    public async Task<Outcome<SavedMember>> Change(MemberChange change, long? ifVersion)
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        if (ifVersion is { } version && version != member.Version())
            return Failure.Of(FailureCodes.VersionMismatch);
        var changed = MemberRules.Change(member.State, change, Now);
        return changed.Failure is { } failure ? failure : await CommitOwnership(changed.Value);
    }

    public async Task<Outcome<SavedMember>> LinkParticipant(string participantId)
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        if (member.State.Member!.ParticipantId is { } known)
            return known == participantId ? Saved : Failure.Of(FailureCodes.MemberParticipantTaken);
        var linked = MemberRules.Link(member.State, participantId, Now);
        return await member.Commit(linked.State, linked.Effects) is null
            ? Saved
            : Failure.Of(FailureCodes.MemberParticipantTaken);
    }

    public async Task<Outcome<SavedMember>> Disable()
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        return member.State.Member!.Status == MemberStatus.Disabled
            ? Saved
            : await CommitOwnership(MemberRules.Disable(member.State, Now));
    }

    public async Task<Outcome<SavedMember>> Enable()
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        return member.State.Member!.Status != MemberStatus.Disabled
            ? Saved
            : await CommitOwnership(MemberRules.Enable(member.State, Now));
    }

    public async Task<Outcome<MadeLink>> MakeLink(MakeLink command)
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        var now = Now;
        var secret = SecretFormat.New();
        var id = Ids.New(Ids.SignInLink, now);
        var made = SignInRules.Link(member.State, command, id, SecretFormat.Hash(secret), now);
        if (made.Failure is { } failure)
            return failure;
        await member.Commit(made.Value.Change.State, made.Value.Change.Effects);
        return new MadeLink(member.State.Member!, secret, made.Value.Row.ExpiresAt);
    }

    public Task<Outcome<StartedSession>> Redeem(RedeemLink command) =>
        Begin(FailureCodes.LinkSpent, (id, hash, now) => SignInRules.Redeem(member.State, command, id, hash, now));

    public Task<Outcome<StartedSession>> SignIn(DateTimeOffset passwordSetAt) =>
        Begin(
            FailureCodes.SignInRefused,
            (id, hash, now) => SignInRules.ByPassword(member.State, passwordSetAt, id, hash, now)
        );

    public async Task<Outcome<int>> SignOut(SignOut command)
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        var change = SignInRules.SignOut(member.State, command, Now);
        var ended = member.State.Sessions.Length - change.State.Sessions.Length;
        if (ended > 0)
            await member.Commit(change.State, change.Effects);
        return ended;
    }

    public async Task<Outcome<SavedMember>> SetPassword(SetPassword command)
    {
        if (!member.RecordExists)
            return Failure.Of(FailureCodes.NotFound, Key.Id);
        var change = SignInRules.SetPassword(member.State, command, Now);
        await member.Commit(change.State, change.Effects);
        return Saved;
    }

    /// <summary>Ends the keys of a member who was disabled, also when they were enabled again since.</summary>
    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != MemberRules.EndKeys || member.State.KeysEndAt != dueAt)
            return;
        await House.Tenant().RevokeKeysOf(Key.Id);
        await member.Commit(
            member.State with
            {
                KeysEndAt = null,
            },
            new Effects().Row(member.State.Member!).WakeUp(MemberRules.EndKeys, null)
        );
    }

    private async Task<Outcome<StartedSession>> Begin(
        string unknown,
        Func<string, string, DateTimeOffset, Outcome<Begun<MemberSessionRow>>> begin
    )
    {
        if (!member.RecordExists)
            return Failure.Of(unknown);
        var now = Now;
        var secret = SecretFormat.New();
        var begun = begin(Ids.New(Ids.SignIn, now), SecretFormat.Hash(secret), now);
        if (begun.Failure is { } failure)
            return failure;
        await member.Commit(begun.Value.Change.State, begun.Value.Change.Effects);
        // At every sign-in, so that a crash in between is made good by the next one.
        if (MemberRules.IsActingOwner(member.State.Member!))
            await House.Tenant().AddOwner(Key.Id);
        return new StartedSession(member.State.Member!, begun.Value.Row, secret);
    }

    /// <summary>
    /// The tenant counts an owner out before they cease to be one, and in after they have become one: a crash in between
    /// leaves the tenant with too few owners counted, never with none.
    /// </summary>
    private async Task<Outcome<SavedMember>> CommitOwnership(MemberDecision change)
    {
        var wasOwner = MemberRules.IsActingOwner(member.State.Member!);
        var isOwner = MemberRules.IsActingOwner(change.State.Member!);
        if (wasOwner && !isOwner && (await House.Tenant().ReleaseOwner(Key.Id)).Failure is { } failure)
            return failure;
        if (change.Effects.Rows.Count > 0)
            await member.Commit(change.State, change.Effects);
        if (isOwner)
            await House.Tenant().AddOwner(Key.Id);
        return Saved;
    }
}
