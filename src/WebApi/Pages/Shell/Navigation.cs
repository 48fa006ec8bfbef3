using Binome.Contracts.Members;

namespace Binome.WebApi.Pages.Shell;

/// <summary>A place of the application, shown to whoever may do <paramref name="Action"/> there.</summary>
/// <param name="Words">The key of its name.</param>
/// <param name="Action">Null for everybody who has signed in.</param>
/// <param name="OfParticipants">Only for members who take part in programmes themselves.</param>
/// <param name="InSandbox">Only in a sandbox.</param>
internal sealed record NavigationItem(
    string Words,
    string Address,
    string? Action,
    bool OfParticipants = false,
    bool InSandbox = false
)
{
    public bool IsCurrent(PathString path) =>
        Address == Navigation.Home
            ? path == Navigation.Home
            : path.StartsWithSegments(Address, StringComparison.Ordinal);
}

internal static class Navigation
{
    public const string Home = "/app";

    private static readonly ImmutableArray<NavigationItem> Items =
    [
        new("nav.home", Home, null),
        new("nav.my_pairs", "/app/my-pairs", Actions.Account, OfParticipants: true),
        new("nav.my_guides", "/app/my-guides", Actions.Account, OfParticipants: true),
        new("nav.my_intake", "/app/my-intake", Actions.Account, OfParticipants: true),
        new("nav.messages", "/app/messages", Actions.Account, OfParticipants: true),
        new("nav.programmes", "/app/programmes", Actions.ProgrammesRead),
        new("nav.matching", "/app/matching", Actions.MatchingRead),
        new("nav.pairs", "/app/pairs", Actions.PairsRead),
        new("nav.calendar", "/app/calendar", Actions.ProgrammesWrite),
        new("nav.participants", "/app/participants", Actions.ParticipantsRead),
        new("nav.imports", "/app/imports", Actions.ParticipantsWrite),
        new("nav.exports", "/app/exports", Actions.ExportsWrite),
        new("nav.members", "/app/members", Actions.MembersRead),
        new("nav.webhooks", "/app/webhooks", Actions.WebhooksRead),
        new("nav.keys", "/app/api-keys", Actions.ApiKeysRead),
        new("nav.sandbox", "/app/sandbox", Actions.SandboxWrite, InSandbox: true),
        new("nav.billing", "/app/billing", Actions.BillingRead),
    ];

    public static IEnumerable<NavigationItem> For(Viewer? viewer) =>
        viewer is null
            ? []
            : Items.Where(item =>
                (item.Action is null || viewer.Can(item.Action))
                && (!item.OfParticipants || viewer.TakesPart)
                && (!item.InSandbox || viewer.IsInSandbox)
            );
}
