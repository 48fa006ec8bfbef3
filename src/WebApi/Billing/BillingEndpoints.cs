using Binome.Contracts.Billing;
using Binome.Contracts.Members;
using Binome.WebApi.Lists;

namespace Binome.WebApi.Billing;

/// <summary>The plan of the organisation, who is billed and why, and the ways to Stripe's own pages.</summary>
internal static class BillingEndpoints
{
    public const string Page = "/app/billing";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/billing").WithTags("Billing");
        group
            .MapGet("", Read)
            .Describe("getBilling", Actions.BillingRead, "The plan, its state, and what it allows.")
            .Answers<BillingView>();
        group
            .MapGet("/invoices", Invoices)
            .Describe("listInvoices", Actions.BillingRead, "The newest 100 invoices, newest first.")
            .Answers<InvoicesView>();
        group
            .MapGet("/usage", Usage)
            .Describe("listBilledPeople", Actions.BillingRead, "Who was billed because of which pairs, on which days.")
            .Lists<BilledPersonView>(
                new QueryParameter("from", "The first day, YYYY-MM-DD."),
                new QueryParameter("until", "The last day, YYYY-MM-DD.")
            );
        group
            .MapPost("/preview", Preview)
            .Describe("previewBilling", Actions.BillingRead, "What so many people would cost; changes nothing.")
            .Answers<PreviewView>();
        group
            .MapPost("/checkout", Checkout)
            .Describe("startCheckout", Actions.BillingWrite, "A page of Stripe on which a plan is paid.")
            .Answers<BillingPageView>();
        group
            .MapPost("/portal", Portal)
            .Describe(
                "openBillingPortal",
                Actions.BillingWrite,
                "A page of Stripe for cards, addresses and cancelling."
            )
            .Answers<BillingPageView>();
    }

    private static async Task<Answer> Read(Caller caller, BillingStanding standing) =>
        Answers.Ok(BillingView.Of(await standing.Of(caller.Tenant)));

    private static async Task<Answer> Invoices(Caller caller, IBillingRows rows)
    {
        var invoices = await rows.Invoices(caller.Tenant, BillingLimits.InvoicesReadMax);
        return Answers.Ok(new InvoicesView([.. invoices.Select(InvoiceView.Of)]));
    }

    private static async Task<Answer> Usage(ListRequest list, Caller caller, IBillingRows rows)
    {
        var (from, until) = (list.Query.Day("from"), list.Query.Day("until"));
        return list.Answer(await rows.Lines(caller.Tenant, from, until, list.Page), BilledPersonView.Of);
    }

    private static async Task<Answer> Preview(Body<PreviewBody> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.BillingDesk().Preview(body.Value.People));
        return caller.Answer(outcome, preview => Answers.Ok(PreviewView.Of(preview)));
    }

    private static async Task<Answer> Checkout(Body<CheckoutBody> body, Caller caller, PublicAddress address)
    {
        var command = new StartCheckout(
            body.Value.Plan,
            body.Value.Currency,
            caller.Language.Tag(),
            address.Link(Page)
        );
        var outcome = await caller.Send(grains => grains.BillingDesk().Checkout(command));
        return caller.Answer(outcome, page => Answers.Ok(new BillingPageView(page.Url)));
    }

    private static async Task<Answer> Portal(Body<NoSettings> body, Caller caller, PublicAddress address)
    {
        var command = new OpenPortal(caller.Language.Tag(), address.Link(Page));
        var outcome = await caller.Send(grains => grains.BillingDesk().Portal(command));
        return caller.Answer(outcome, page => Answers.Ok(new BillingPageView(page.Url)));
    }
}
