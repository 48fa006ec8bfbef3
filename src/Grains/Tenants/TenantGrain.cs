using Binome.Contracts.Members;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;

namespace Binome.Grains.Tenants;

internal sealed record TenantState : LedgerState
{
    public TenantRow? Tenant { get; init; }
    public ImmutableArray<ApiKeyRow> Keys { get; init; } = [];

    /// <summary>The owners who can sign in, of whom one always stays.</summary>
    public ImmutableArray<string> Owners { get; init; } = [];
}

internal sealed class TenantGrain(
    [PersistentState(GrainKinds.Tenant, GrainKinds.Storage)] IPersistentState<TenantState> tenant,
    TenantClock clock
) : Grain, ITenantGrain
{
    private string TenantId => GrainKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task<Outcome<TenantRow>> Create(CreateTenant command)
    {
        // A sandbox that was reset is made anew, whatever this activation still holds of the one before.
        if (Sandbox.Is(TenantId))
            await tenant.ReadStateAsync();
        if (tenant.RecordExists)
            return tenant.State.Tenant!;
        if (NameFault(command.Name) is { } failure)
            return failure;

        var row = new TenantRow(TenantId, command.Name.Trim(), clock.Now(TenantId));
        var created = new LedgerEvent(EventTypes.TenantCreated, TenantId);
        await tenant.Commit(new TenantState { Tenant = row }, new Effects().Row(row).Event(created));
        return row;
    }

    public async Task<Outcome<TenantRow>> SetHolidays(ImmutableArray<DateOnly> holidays)
    {
        if (!tenant.RecordExists)
            return Failure.Of(FailureCodes.TenantUnknown, TenantId);
        ImmutableArray<DateOnly> days = [.. holidays.Distinct().Order()];
        if (days.Length > Limits.HolidaysMax)
            return Failure.At("/holidays", FailureCodes.TooMany, $"{Limits.HolidaysMax}");
        var row = tenant.State.Tenant! with { Holidays = days };
        var set = new LedgerEvent(EventTypes.TenantHolidaysSet, TenantId, ("days", days.Length));
        await tenant.Commit(tenant.State with { Tenant = row }, new Effects().Row(row).Event(set));
        return row;
    }

    public async Task<Outcome<CreatedKey>> CreateKey(CreateKey command)
    {
        // Keys of a sandbox stand with its live tenant.
        if (!tenant.RecordExists || Sandbox.Is(TenantId))
            return Failure.Of(FailureCodes.TenantUnknown, TenantId);
        if (NameFault(command.Name) is { } failure)
            return failure;
        var scopes = command.Scopes.IsDefaultOrEmpty ? Actions.Scopes : command.Scopes;
        for (var at = 0; at < scopes.Length; at++)
            if (!Actions.Scopes.Contains(scopes[at]))
                return Failure.At($"/scopes/{at}", FailureCodes.Invalid, string.Join(", ", Actions.Scopes));
        var now = clock.Now(TenantId);
        if (command.ExpiresAt <= now)
            return Failure.At("/expires_at", FailureCodes.Invalid);
        var key = Key(command.Name.Trim(), scopes, now) with
        {
            Id = command.KeyId ?? Ids.New(Ids.ApiKey, now),
            ExpiresAt = command.ExpiresAt,
            CreatedBy = command.CreatedBy,
            Livemode = command.Livemode,
            ApiVersion = command.ApiVersion,
        };
        return await Add(key, tenant.State.Keys, new Effects());
    }

    public async Task<Outcome<CreatedKey>> RotateKey(RotateKey command)
    {
        var now = clock.Now(TenantId);
        if (tenant.State.Keys.FirstOrDefault(key => key.Id == command.KeyId) is not { } old || IsOver(old, now))
            return Failure.Of(FailureCodes.KeyUnknown, command.KeyId);
        var endsAt = now + command.Overlap;
        var ending = old with { ExpiresAt = old.ExpiresAt < endsAt ? old.ExpiresAt : endsAt };
        var key = Key(old.Name, old.Scopes, now) with
        {
            Id = command.NewKeyId,
            ExpiresAt = old.ExpiresAt,
            CreatedBy = command.CreatedBy,
            Livemode = old.Livemode,
            ApiVersion = command.ApiVersion ?? old.ApiVersion,
        };
        var rotated = new LedgerEvent(EventTypes.KeyRotated, old.Id, ("by", key.Id), ("expires_at", ending.ExpiresAt));
        return await Add(key, tenant.State.Keys.Replace(old, ending), new Effects().Row(ending).Event(rotated));
    }

    public async Task<Outcome<ApiKeyRow>> RevokeKey(string keyId)
    {
        if (tenant.State.Keys.FirstOrDefault(key => key.Id == keyId) is not { } key)
            return Failure.Of(FailureCodes.KeyUnknown, keyId);
        if (key.RevokedAt is not null)
            return key;
        var revoked = key with { RevokedAt = clock.Now(TenantId) };
        await Commit(tenant.State.Keys.Replace(key, revoked), revoked, EventTypes.KeyRevoked);
        return revoked;
    }

    public async Task RevokeKeysOf(string memberId)
    {
        var now = clock.Now(TenantId);
        var effects = new Effects();
        var keys = tenant.State.Keys;
        foreach (var key in keys.Where(key => key.CreatedBy == memberId && key.RevokedAt is null))
        {
            var revoked = key with { RevokedAt = now };
            keys = keys.Replace(key, revoked);
            effects.Row(revoked).Event(new LedgerEvent(EventTypes.KeyRevoked, key.Id));
        }
        if (effects.Rows.Count > 0)
            await tenant.Commit(tenant.State with { Keys = keys }, effects);
    }

    public async Task AddOwner(string memberId)
    {
        var owners = tenant.State.Owners;
        // Counted up to a bound: whether it is some or one is all that matters.
        if (!owners.Contains(memberId) && owners.Length < MemberLimits.OwnersCountedMax)
            await tenant.Commit(tenant.State with { Owners = owners.Add(memberId) }, new Effects());
    }

    public async Task<Outcome<bool>> ReleaseOwner(string memberId)
    {
        var owners = tenant.State.Owners;
        if (!owners.Contains(memberId))
            return true;
        if (owners.Length == 1)
            return Failure.Of(FailureCodes.MemberLastOwner);
        await tenant.Commit(tenant.State with { Owners = owners.Remove(memberId) }, new Effects());
        return true;
    }

    /// <summary>
    /// Every key stays as a row; the state keeps the living ones and the ended ones of late, which bounds it. A key of an id
    /// that is there already takes its place: the secret of the one before never reached anybody.
    /// </summary>
    private async Task<Outcome<CreatedKey>> Add(ApiKeyRow key, ImmutableArray<ApiKeyRow> keys, Effects effects)
    {
        var others = keys.RemoveAll(other => other.Id == key.Id);
        if (others.Count(other => !IsOver(other, key.CreatedAt)) >= Limits.KeysPerTenantMax)
            return Failure.Of(FailureCodes.KeysTooMany, $"{Limits.KeysPerTenantMax}");
        if (others.Length >= Limits.KeysPerTenantMax)
            others = others.Remove(others.First(other => IsOver(other, key.CreatedAt)));
        var secret = ApiKeyFormat.New(key.Livemode);
        var made = key with { Hash = ApiKeyFormat.Hash(secret), Last4 = ApiKeyFormat.Last4(secret) };
        effects.Row(made).Event(new LedgerEvent(EventTypes.KeyCreated, made.Id, ("member", made.CreatedBy)));
        await tenant.Commit(tenant.State with { Keys = others.Add(made) }, effects);
        return new CreatedKey(made, secret);
    }

    private static ApiKeyRow Key(string name, ImmutableArray<string> scopes, DateTimeOffset now) =>
        new("", name, "", "", scopes, now, ExpiresAt: null, RevokedAt: null);

    private static bool IsOver(ApiKeyRow key, DateTimeOffset now) => key.RevokedAt is not null || key.ExpiresAt <= now;

    private async Task Commit(ImmutableArray<ApiKeyRow> keys, ApiKeyRow key, string happened) =>
        await tenant.Commit(
            tenant.State with
            {
                Keys = keys,
            },
            new Effects().Row(key).Event(new LedgerEvent(happened, key.Id))
        );

    private static Failure? NameFault(string name) =>
        string.IsNullOrWhiteSpace(name) ? Failure.At("/name", FailureCodes.Required)
        : name.Length > Limits.NameCharactersMax
            ? Failure.At("/name", FailureCodes.TooLong, $"{Limits.NameCharactersMax}")
        : null;
}
