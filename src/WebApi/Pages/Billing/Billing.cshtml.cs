using Binome.Contracts.Billing;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Billing;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Billing;

/// <summary>The plan, who is billed and why, invoices, and the ways to Stripe's own pages.</summary>
[RequiresAction(Actions.BillingRead)]
internal sealed class BillingModel(
    Caller caller,
    BillingStanding billing,
    IBillingRows rows,
    BilledPeople people,
    PublicAddress address
) : PageModel
{
    private const int InvoicesShown = 24;

    public Standing Standing { get; private set; } = null!;

    public ImmutableArray<InvoiceRow> Invoices { get; private set; } = [];

    public Slice<BilledPersonRow> Lines { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public BilledNames Names { get; private set; } = null!;

    /// <summary>Where the browser goes on at once; a form may lead to our own pages alone.</summary>
    public string? GoOn { get; private set; }

    public BillingPreview? Previewed { get; private set; }

    /// <summary>Whether somebody comes back from paying.</summary>
    public bool HasPaid { get; private set; }

    public bool MayWrite => caller.Can(Actions.BillingWrite);

    public bool MaySeePairs => caller.Can(Actions.PairsRead);

    public BillingSubscription? Held => Standing.Row?.Subscription;

    public BillingStatus Status => Standing.Row?.Status ?? BillingStatus.None;

    public bool CanSubscribe =>
        Status
            is BillingStatus.None
                or BillingStatus.Incomplete
                or BillingStatus.IncompleteExpired
                or BillingStatus.Canceled;

    public bool IsLive => Status is BillingStatus.Trialing or BillingStatus.Active or BillingStatus.PastDue;

    public Task OnGet(string? checkout)
    {
        HasPaid = checkout is not null;
        return Load();
    }

    public Task<IActionResult> OnPostCheckout(string? plan)
    {
        var command = new StartCheckout(plan ?? "", Currency: null, PageLanguage.Of(HttpContext).Tag(), Address);
        return GoTo(grains => grains.BillingDesk().Checkout(command));
    }

    public Task<IActionResult> OnPostPortal()
    {
        var command = new OpenPortal(PageLanguage.Of(HttpContext).Tag(), Address);
        return GoTo(grains => grains.BillingDesk().Portal(command));
    }

    public async Task OnPostPreview(int people)
    {
        var outcome = await caller.Send(grains => grains.BillingDesk().Preview(people));
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            Previewed = outcome.Value;
        await Load();
    }

    /// <summary>Asks Stripe instead of waiting for it to tell.</summary>
    public async Task<IActionResult> OnPostRead()
    {
        if (!MayWrite)
            return Forbid();
        var outcome = await caller.Send(grains => grains.Billing().ReadAgain());
        if (outcome.Failure is null)
            return Redirect($"{BillingEndpoints.Page}?checkout=done");
        this.Show(outcome.Failure);
        await Load();
        return Page();
    }

    public static Tone ToneOf(BillingStatus status) =>
        status switch
        {
            BillingStatus.Active => Tone.Good,
            BillingStatus.Trialing or BillingStatus.None => Tone.Busy,
            BillingStatus.PastDue or BillingStatus.Incomplete => Tone.Attention,
            _ => Tone.Bad,
        };

    public static Tone ToneOf(string invoice) =>
        invoice switch
        {
            "paid" => Tone.Good,
            "open" => Tone.Attention,
            "uncollectible" => Tone.Bad,
            _ => Tone.Neutral,
        };

    private string Address => address.Link(BillingEndpoints.Page);

    /// <summary>The page itself is for reading; paying is asked for apart.</summary>
    private async Task<IActionResult> GoTo(Func<TenantGrains, Task<Outcome<BillingPage>>> ask)
    {
        if (!MayWrite)
            return Forbid();
        var outcome = await caller.Send(ask);
        if (outcome.Failure is { } failure)
            this.Show(failure);
        else
            GoOn = outcome.Value.Url;
        await Load();
        return Page();
    }

    private async Task Load()
    {
        Standing = await billing.Of(caller.Tenant);
        if (Standing.Terms is null)
            return;
        Invoices = await rows.Invoices(caller.Tenant, InvoicesShown);
        List = new PageList(HttpContext, caller.Tenant);
        Lines = await rows.Lines(caller.Tenant, from: null, until: null, List.Page);
        Names = await people.Of(caller.Tenant, [.. Lines.Items.Select(item => item.Row)]);
    }
}
