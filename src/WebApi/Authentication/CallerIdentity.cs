using System.Security.Claims;
using Binome.Contracts.Members;

namespace Binome.WebApi.Authentication;

/// <summary>Who calls, whatever they showed: a key or a person's session.</summary>
internal abstract class CallerIdentity(string tenant, string credentialId)
    // The framework ties the token of a form to this claim: it is worth nothing in another session.
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, credentialId)], CallerHandler.Scheme)
{
    public string Tenant => tenant;

    /// <summary>The tenant with which the credential stands: for a key of the sandbox, the live one.</summary>
    public virtual string CredentialTenant => tenant;

    /// <summary>The id of the key or session.</summary>
    public string CredentialId => credentialId;

    /// <summary>The version of the API that the credential was made for; null for the current one.</summary>
    public virtual string? ApiVersion => null;

    /// <summary>The programmes over which the caller may do this; none when they may not at all.</summary>
    public abstract ProgrammeReach ReachOf(string action);

    public bool Can(string action) => !ReachOf(action).IsNone;
}
