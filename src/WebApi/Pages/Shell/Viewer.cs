using Binome.Contracts.Sandboxes;
using Binome.WebApi.Authentication;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Who looks at a page; null for somebody who has not signed in.</summary>
internal sealed class Viewer
{
    private readonly CallerIdentity identity;

    private Viewer(CallerIdentity identity) => this.identity = identity;

    public string Name => identity is MemberIdentity member ? member.Row.Name : identity.CredentialId;

    /// <summary>True for somebody in a sandbox, where nothing is real.</summary>
    public bool IsInSandbox => Sandbox.Is(identity.Tenant);

    /// <summary>True for a member who is a participant too.</summary>
    public bool TakesPart => identity is MemberIdentity { Row.ParticipantId: not null };

    public bool Can(string action) => identity.Can(action);

    public static Viewer? Of(HttpContext context) =>
        context.User.Identity is CallerIdentity identity ? new Viewer(identity) : null;
}
