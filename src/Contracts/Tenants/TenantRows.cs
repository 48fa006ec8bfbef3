using Binome.Contracts.Ledger;

namespace Binome.Contracts.Tenants;

[GenerateSerializer, Immutable, Alias("binome.tenant_row")]
public sealed record TenantRow(string Id, string Name, DateTimeOffset CreatedAt) : IRow;

/// <summary>An API key without its secret.</summary>
/// <param name="Hash">SHA-256 of the whole key, lower-case hex.</param>
/// <param name="Last4">The last four characters, so that people can tell keys apart.</param>
[GenerateSerializer, Immutable, Alias("binome.api_key_row")]
public sealed record ApiKeyRow(
    string Id,
    string Name,
    string Hash,
    string Last4,
    ImmutableArray<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt
) : IRow;

/// <summary>What a key may do. A scope is named <c>resource:read</c> or <c>resource:write</c>.</summary>
public static class ApiScopes
{
    public const string ParticipantsRead = "participants:read";
    public const string ParticipantsWrite = "participants:write";
    public const string ProgrammesRead = "programmes:read";
    public const string ProgrammesWrite = "programmes:write";
    public const string MatchingRead = "matching:read";
    public const string MatchingWrite = "matching:write";
    public const string PairsRead = "pairs:read";
    public const string PairsWrite = "pairs:write";
    public const string EventsRead = "events:read";

    public static readonly ImmutableArray<string> All =
    [
        ParticipantsRead,
        ParticipantsWrite,
        ProgrammesRead,
        ProgrammesWrite,
        MatchingRead,
        MatchingWrite,
        PairsRead,
        PairsWrite,
        EventsRead,
    ];
}

/// <summary>Looks a credential up before any tenant is known. For authentication and the operator only.</summary>
public interface ICredentials
{
    /// <summary>The key with this hash and its tenant, revoked and expired ones included; null when there is none.</summary>
    Task<(string Tenant, ApiKeyRow Key)?> FindKey(string hash);

    Task<ImmutableArray<TenantRow>> Tenants();

    Task<ImmutableArray<ApiKeyRow>> Keys(string tenant);
}
