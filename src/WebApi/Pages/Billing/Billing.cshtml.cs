using System.Globalization;
using Binome.Contracts.Billing;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Billing;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Billing;

/// <summary>The plan, who is billed and why, invoices, and the ways to Stripe's own pages.</summary>
[RequiresAction(Actions.BillingRead)]
internal sealed class BillingModel(
    Caller caller,
    BillingStanding billing,
    IBillingRows rows,
    IParticipantRows people,
    PublicAddress address
) : PageModel
{
    private const int InvoicesShown = 24;

    public Standing Standing { get; private set; } = null!;

    public ImmutableArray<InvoiceRow> Invoices { get; private set; } = [];

    public ImmutableArray<(BilledPersonRow Line, string Name)> People { get; private set; } = [];

    public bool HasMorePeople { get; private set; }

    /// <summary>Where the browser goes on at once; a form may lead to our own pages alone.</summary>
    public string? GoOn { get; private set; }

    public bool MayWrite => caller.Can(Actions.BillingWrite);

    public bool CanSubscribe =>
        Standing.Row?.Status
            is null
                or BillingStatus.None
                or BillingStatus.Incomplete
                or BillingStatus.IncompleteExpired
                or BillingStatus.Canceled;

    public Task OnGet() => Load();

    public async Task OnPostCheckout(string? plan)
    {
        var command = new StartCheckout(plan ?? "", Currency: null, PageLanguage.Of(HttpContext).Tag(), Address);
        await GoTo(caller.Send(grains => grains.Billing().Checkout(command)));
    }

    public async Task OnPostPortal()
    {
        var command = new OpenPortal(PageLanguage.Of(HttpContext).Tag(), Address);
        await GoTo(caller.Send(grains => grains.Billing().Portal(command)));
    }

    public static string Amount(long amount, string currency) =>
        $"{(amount / 100m).ToString("N2", CultureInfo.CurrentCulture)} {currency.ToUpperInvariant()}";

    private string Address => address.Link(BillingEndpoints.Page);

    private async Task GoTo(Task<Outcome<BillingPage>> asked)
    {
        var outcome = await asked;
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            GoOn = outcome.Value.Url;
        await Load();
    }

    private async Task Load()
    {
        Standing = await billing.Of(caller.Tenant);
        if (Standing.Terms is null)
            return;
        Invoices = await rows.Invoices(caller.Tenant, InvoicesShown);
        var lines = await rows.Lines(caller.Tenant, from: null, until: null, new PageOf(Limits.PageMax, After: null));
        HasMorePeople = lines.HasMore;
        ImmutableArray<BilledPersonRow> shown =
        [
            .. lines.Items.Select(item => item.Row).Where(line => line.Until is null),
        ];
        var names = (await people.Many(caller.Tenant, [.. shown.Select(line => line.ParticipantId)])).ToDictionary(
            person => person.Row.Id,
            person => $"{person.Row.Profile.FirstName} {person.Row.Profile.LastName}",
            StringComparer.Ordinal
        );
        People = [.. shown.Select(line => (line, names.GetValueOrDefault(line.ParticipantId, line.ParticipantId)))];
    }
}
