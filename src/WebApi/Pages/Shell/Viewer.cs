using Binome.WebApi.Authentication;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Who looks at a page; null for somebody who has not signed in.</summary>
internal sealed class Viewer
{
    private readonly ApiKeyIdentity identity;

    private Viewer(ApiKeyIdentity identity) => this.identity = identity;

    public string Name => identity.KeyId;

    public Language? Language { get; private init; }

    public bool Can(string action) => identity.Has(action);

    public static Viewer? Of(HttpContext context) =>
        context.User.Identity is ApiKeyIdentity identity ? new Viewer(identity) : null;
}
