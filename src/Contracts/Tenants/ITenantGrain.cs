namespace Binome.Contracts.Tenants;

/// <summary>A subscribing company: its settings and the API keys of its integrators.</summary>
[Alias("binome.tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Makes the tenant, or answers it when the same command made it before.</summary>
    [Alias("create")]
    Task<Outcome<TenantRow>> Create(CreateTenant command);

    /// <summary>Sets the days on which nothing falls due, in the place of those before.</summary>
    /// <returns>Fails with <c>tenant.unknown</c> or <c>field.too_many</c>.</returns>
    [Alias("set_holidays")]
    Task<Outcome<TenantRow>> SetHolidays(ImmutableArray<DateOnly> holidays);

    /// <summary>Makes an API key; its secret is in this answer and nowhere else.</summary>
    /// <returns>Fails with <c>tenant.unknown</c> or <c>key.too_many</c>.</returns>
    [Alias("create_key")]
    Task<Outcome<CreatedKey>> CreateKey(CreateKey command);

    /// <summary>Makes a key like another, which goes on working for a while so that callers can change over.</summary>
    /// <returns>Fails with <c>key.unknown</c>, also for one that was revoked or has expired.</returns>
    [Alias("rotate_key")]
    Task<Outcome<CreatedKey>> RotateKey(RotateKey command);

    /// <summary>Revokes a key; it is refused everywhere within five seconds. Revoking twice changes nothing.</summary>
    /// <returns>Fails with <c>key.unknown</c>.</returns>
    [Alias("revoke_key")]
    Task<Outcome<ApiKeyRow>> RevokeKey(string keyId);

    /// <summary>Revokes every key that a member made.</summary>
    [Alias("revoke_keys_of")]
    Task RevokeKeysOf(string memberId);

    /// <summary>Counts a member among the owners who can sign in. Counting twice changes nothing.</summary>
    [Alias("add_owner")]
    Task AddOwner(string memberId);

    /// <summary>Counts a member out, before they cease to be an owner who can sign in.</summary>
    /// <returns>Fails with <c>member.last_owner</c>: somebody must always be able to appoint others.</returns>
    [Alias("release_owner")]
    Task<Outcome<bool>> ReleaseOwner(string memberId);
}

/// <param name="Name">1–200 characters.</param>
[GenerateSerializer, Immutable, Alias("binome.create_tenant")]
public sealed record CreateTenant(string Name);

/// <param name="Name">What the key is for, 1–200 characters.</param>
/// <param name="Scopes">Of <see cref="Members.Actions.Scopes"/>; empty means all.</param>
/// <param name="ExpiresAt">Null never expires.</param>
/// <param name="CreatedBy">The member who makes it; null for the operator.</param>
/// <param name="KeyId">Minted by the caller, so that a repeated request makes one key; its secret is then the last one answered.</param>
[GenerateSerializer, Immutable, Alias("binome.create_key")]
public sealed record CreateKey(
    string Name,
    ImmutableArray<string> Scopes,
    DateTimeOffset? ExpiresAt,
    string? CreatedBy = null,
    string? KeyId = null
)
{
    /// <summary>False makes a key of the sandbox.</summary>
    [Id(0)]
    public bool Livemode { get; init; } = true;

    /// <summary>The version of the API that the key is for.</summary>
    [Id(1)]
    public string? ApiVersion { get; init; }
}

/// <param name="NewKeyId">Minted by the caller, so that a repeated request makes one key.</param>
/// <param name="Overlap">How long the old key still works, at most <see cref="Members.MemberLimits.KeyOverlapMax"/>.</param>
[GenerateSerializer, Immutable, Alias("binome.rotate_key")]
public sealed record RotateKey(string KeyId, string NewKeyId, TimeSpan Overlap, string? CreatedBy)
{
    /// <summary>The version of the API for the new key; null keeps that of the old one.</summary>
    [Id(0)]
    public string? ApiVersion { get; init; }
}

/// <param name="Secret">The whole key, shown once.</param>
[GenerateSerializer, Immutable, Alias("binome.created_key")]
public sealed record CreatedKey(ApiKeyRow Key, string Secret);
