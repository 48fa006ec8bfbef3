using System.Text.Json.Serialization;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Tenants;

internal sealed record TenantView(string Id, DateTimeOffset Created, string Name)
{
    public string Object { get; } = "tenant";

    public static TenantView Of(TenantRow row) => new(row.Id, row.CreatedAt, row.Name);
}

/// <summary>A key of a tenant.</summary>
/// <param name="Livemode">False for a key that opens the sandbox.</param>
/// <param name="CreatedBy">The member who made it; null for the operator.</param>
/// <param name="LastUsedAt">To the minute; null when it was never used, or in the answer to a change.</param>
/// <param name="Secret">Only in the answer that made it.</param>
/// <param name="ApiVersion">What it is answered as unless Binome-Version says otherwise.</param>
internal sealed record ApiKeyView(
    string Id,
    DateTimeOffset Created,
    bool Livemode,
    string Name,
    string Last4,
    ImmutableArray<string> Scopes,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    string? CreatedBy,
    DateTimeOffset? LastUsedAt,
    string ApiVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret
)
{
    public string Object { get; } = "api_key";

    public static ApiKeyView Of(ListedKey listed) => Of(listed.Key, secret: null, listed.LastUsedAt);

    public static ApiKeyView Of(ApiKeyRow row, string? secret = null, DateTimeOffset? lastUsedAt = null) =>
        new(
            row.Id,
            row.CreatedAt,
            row.Livemode,
            row.Name,
            row.Last4,
            row.Scopes,
            row.ExpiresAt,
            row.RevokedAt,
            row.CreatedBy,
            lastUsedAt,
            row.ApiVersion ?? ApiVersions.First,
            secret
        );
}

internal sealed record CreatedTenantView(TenantView Tenant, ApiKeyView Key);

/// <summary>A list that is short enough to be answered whole.</summary>
internal sealed record WholeListView<T>(ImmutableArray<T> Data)
{
    public string Object { get; } = "list";

    public bool HasMore { get; }
}

/// <param name="Scopes">All when left out.</param>
/// <param name="ExpiresAt">Never when left out.</param>
/// <param name="Livemode">False for a key of the sandbox; true when left out.</param>
/// <param name="ApiVersion">YYYY-MM-DD; the current one when left out.</param>
internal sealed record CreateKeyBody(
    string Name,
    ImmutableArray<string>? Scopes,
    DateTimeOffset? ExpiresAt,
    bool? Livemode,
    string? ApiVersion
)
{
    public CreateKey Command(string version, string? createdBy = null, string? id = null) =>
        new(Name, Scopes ?? [], ExpiresAt, createdBy, id) { Livemode = Livemode ?? true, ApiVersion = version };
}
