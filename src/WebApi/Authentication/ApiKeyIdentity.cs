using System.Collections.Frozen;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

/// <summary>The identity behind an API key: its tenant and what its scopes allow, over all programmes.</summary>
internal sealed class ApiKeyIdentity(string tenant, ApiKeyRow key) : CallerIdentity(tenant, key.Id)
{
    private readonly FrozenSet<string> scopes = (
        key.Scopes.IsDefaultOrEmpty ? Actions.Scopes : key.Scopes.Intersect(Actions.Scopes)
    ).ToFrozenSet(StringComparer.Ordinal);

    public override string? ApiVersion { get; } = key.ApiVersion ?? ApiVersions.First;

    public override ProgrammeReach ReachOf(string action) =>
        scopes.Contains(action) ? ProgrammeReach.All : ProgrammeReach.None;
}
