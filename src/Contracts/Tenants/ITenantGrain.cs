namespace Binome.Contracts.Tenants;

/// <summary>A subscribing company: its settings and the API keys of its integrators.</summary>
[Alias("binome.tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Makes the tenant, or answers it when the same command made it before.</summary>
    [Alias("create")]
    Task<Outcome<TenantRow>> Create(CreateTenant command);

    /// <summary>Makes an API key; its secret is in this answer and nowhere else.</summary>
    /// <returns>Fails with <c>tenant.unknown</c> or <c>key.too_many</c>.</returns>
    [Alias("create_key")]
    Task<Outcome<CreatedKey>> CreateKey(CreateKey command);

    /// <summary>Revokes a key; it is refused everywhere within five seconds. Revoking twice changes nothing.</summary>
    /// <returns>Fails with <c>key.unknown</c>.</returns>
    [Alias("revoke_key")]
    Task<Outcome<ApiKeyRow>> RevokeKey(string keyId);
}

/// <param name="Name">1–200 characters.</param>
[GenerateSerializer, Immutable, Alias("binome.create_tenant")]
public sealed record CreateTenant(string Name);

/// <param name="Name">What the key is for, 1–200 characters.</param>
/// <param name="Scopes">Of <see cref="ApiScopes.All"/>; empty means all.</param>
/// <param name="ExpiresAt">Null never expires.</param>
[GenerateSerializer, Immutable, Alias("binome.create_key")]
public sealed record CreateKey(string Name, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt);

/// <param name="Secret">The whole key, shown once.</param>
[GenerateSerializer, Immutable, Alias("binome.created_key")]
public sealed record CreatedKey(ApiKeyRow Key, string Secret);
