using Binome.Contracts.Ledger;
using Binome.Contracts.Members;

namespace Binome.Contracts.Tenants;

[GenerateSerializer, Immutable, Alias("binome.tenant_row")]
public sealed record TenantRow(string Id, string Name, DateTimeOffset CreatedAt) : IRow
{
    /// <summary>Days on which nothing falls due, in order.</summary>
    [Id(0)]
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];
}

/// <summary>An API key without its secret.</summary>
/// <param name="Hash">SHA-256 of the whole key, lower-case hex.</param>
/// <param name="Last4">The last four characters, so that people can tell keys apart.</param>
/// <param name="CreatedBy">The member who made it; null for the operator.</param>
[GenerateSerializer, Immutable, Alias("binome.api_key_row")]
public sealed record ApiKeyRow(
    string Id,
    string Name,
    string Hash,
    string Last4,
    ImmutableArray<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    string? CreatedBy = null
) : IRow
{
    /// <summary>False for a key of the sandbox; it stands with the live tenant, whose owners made it, and opens the sandbox alone.</summary>
    [Id(0)]
    public bool Livemode { get; init; } = true;

    /// <summary>The version of the API that the key was made for; null for keys from before there were any.</summary>
    [Id(1)]
    public string? ApiVersion { get; init; }
}

/// <summary>A key that was looked up by its hash.</summary>
/// <param name="Tenant">The tenant that has the key; what it opens is <see cref="Opens"/>.</param>
/// <param name="MakerDisabled">The member who made it can't sign in any more, and neither can it.</param>
public sealed record FoundKey(string Tenant, ApiKeyRow Key, bool MakerDisabled)
{
    /// <summary>The tenant that a caller with this key is let into: never another than this one.</summary>
    public string Opens => Key.Livemode ? Tenant : Sandboxes.Sandbox.Of(Tenant);
}

/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
public sealed record ListedKey(ApiKeyRow Key, DateTimeOffset? LastUsedAt);

/// <summary>A session that was looked up by its hash, with its member as they are now.</summary>
public sealed record FoundSession(
    string Tenant,
    MemberSessionRow Session,
    MemberRow Member,
    DateTimeOffset? LastUsedAt
);

/// <summary>A link that was looked up by its hash, with whom it signs in where.</summary>
public sealed record FoundLink(TenantRow Tenant, SignInLinkRow Link, MemberRow Member);

/// <summary>A member of a tenant, found by the address alone.</summary>
/// <param name="PasswordHash">Null when links alone sign this person in.</param>
public sealed record FoundMember(TenantRow Tenant, MemberRow Member, string? PasswordHash);

/// <summary>Looks a credential up before any tenant is known. For authentication and the operator only.</summary>
public interface ICredentials
{
    /// <summary>The key with this hash, revoked and expired ones included; null when there is none.</summary>
    Task<FoundKey?> FindKey(string hash);

    /// <summary>The session with this hash, ended and expired ones included; null when there is none.</summary>
    Task<FoundSession?> FindSession(string hash);

    /// <summary>The link with this hash, used and expired ones included; null when there is none.</summary>
    Task<FoundLink?> FindLink(string hash);

    /// <summary>The members with this address (lower case) in any tenant, at most <see cref="MemberLimits.OrganisationsPerEmailMax"/>.</summary>
    Task<ImmutableArray<FoundMember>> FindMembers(string email);

    Task<ImmutableArray<TenantRow>> Tenants();

    Task<TenantRow?> Tenant(string tenant);

    Task<ImmutableArray<ListedKey>> Keys(string tenant);
}

/// <summary>When keys and sessions were used last, noted in bulk now and then, never with a request.</summary>
public interface ICredentialUses
{
    Task Note(ImmutableArray<CredentialUse> uses);

    /// <summary>Drops sessions and links that ended or ran out before that instant, over all tenants.</summary>
    Task DropEnded(DateTimeOffset before);
}

/// <param name="Id">Of a key or a session.</param>
public sealed record CredentialUse(string Tenant, string Id, DateTimeOffset At);
