using System.Collections.Frozen;
using System.Security.Claims;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

/// <summary>The identity behind an API key: its tenant and what it may do.</summary>
internal sealed class ApiKeyIdentity(string tenant, ApiKeyRow key) : ClaimsIdentity(ApiKeyHandler.Scheme)
{
    private readonly FrozenSet<string> scopes = (key.Scopes.IsDefaultOrEmpty ? ApiScopes.All : key.Scopes).ToFrozenSet(
        StringComparer.Ordinal
    );

    public string Tenant => tenant;

    public string KeyId => key.Id;

    public bool Has(string scope) => scopes.Contains(scope);
}
