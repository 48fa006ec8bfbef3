using Binome.Contracts.Members;
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
        if (tenant.RecordExists)
            return tenant.State.Tenant!;
        if (NameFault(command.Name) is { } failure)
            return failure;

        var row = new TenantRow(TenantId, command.Name.Trim(), clock.Now(TenantId));
        var created = new LedgerEvent(EventTypes.TenantCreated, TenantId);
        await tenant.Commit(new TenantState { Tenant = row }, new Effects().Row(row).Event(created));
        return row;
    }

    public async Task<Outcome<CreatedKey>> CreateKey(CreateKey command)
    {
        if (!tenant.RecordExists)
            return Failure.Of(FailureCodes.TenantUnknown, TenantId);
        if (NameFault(command.Name) is { } failure)
            return failure;
        var scopes = command.Scopes.IsDefaultOrEmpty ? Actions.Scopes : command.Scopes;
        for (var at = 0; at < scopes.Length; at++)
            if (!Actions.Scopes.Contains(scopes[at]))
                return Failure.At($"/scopes/{at}", FailureCodes.Invalid, string.Join(", ", Actions.Scopes));
        var living = tenant.State.Keys.Count(key => key.RevokedAt is null);
        if (living >= Limits.KeysPerTenantMax)
            return Failure.Of(FailureCodes.KeysTooMany, $"{Limits.KeysPerTenantMax}");

        var now = clock.Now(TenantId);
        var secret = ApiKeyFormat.New(livemode: true);
        var key = new ApiKeyRow(
            Ids.New(Ids.ApiKey, now),
            command.Name.Trim(),
            ApiKeyFormat.Hash(secret),
            ApiKeyFormat.Last4(secret),
            scopes,
            now,
            command.ExpiresAt,
            RevokedAt: null,
            command.CreatedBy
        );
        await Commit(WithoutOldestRevoked(tenant.State.Keys).Add(key), key, EventTypes.KeyCreated);
        return new CreatedKey(key, secret);
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
        if (!owners.Contains(memberId))
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

    /// <summary>Every key stays as a row; the state keeps the living ones and the revoked ones of late, which bounds it.</summary>
    private static ImmutableArray<ApiKeyRow> WithoutOldestRevoked(ImmutableArray<ApiKeyRow> keys) =>
        keys.Length >= Limits.KeysPerTenantMax && keys.FirstOrDefault(key => key.RevokedAt is not null) is { } oldest
            ? keys.Remove(oldest)
            : keys;

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
