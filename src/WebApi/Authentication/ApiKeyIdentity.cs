using System.Collections.Frozen;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

/// <summary>The identity behind an API key: its tenant and what its scopes allow, over all programmes.</summary>
internal sealed class ApiKeyIdentity(FoundKey found) : CallerIdentity(found.Opens, found.Key.Id)
{
    private readonly FrozenSet<string> scopes = (
        found.Key.Scopes.IsDefaultOrEmpty ? Actions.Scopes : found.Key.Scopes.Intersect(Actions.Scopes)
    ).ToFrozenSet(StringComparer.Ordinal);

    public override string CredentialTenant { get; } = found.Tenant;

    public override string? ApiVersion { get; } = found.Key.ApiVersion ?? ApiVersions.First;

    public override ProgrammeReach ReachOf(string action) =>
        scopes.Contains(action) ? ProgrammeReach.All : ProgrammeReach.None;
}
