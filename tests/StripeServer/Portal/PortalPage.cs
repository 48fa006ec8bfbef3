using Binome.StripeServer.Books;
using Binome.StripeServer.Customers;
using Binome.StripeServer.Http;
using Binome.StripeServer.Invoices;
using Binome.StripeServer.Subscriptions;

namespace Binome.StripeServer.Portal;

/// <summary>The page on which a customer cancels, takes that back, or gives another card.</summary>
internal static class PortalPage
{
    public static void Map(WebApplication app, StripeState state)
    {
        app.MapGet("/p/session/{id}", (string id, HttpRequest request) => Show(state, id, request, null));
        app.MapPost(
            "/p/session/{id}",
            async (string id, HttpRequest request, CancellationToken cancel) =>
            {
                var sent = await request.ReadFormAsync(cancel);
                return Act(state, id, request, sent["act"].ToString(), sent["with"].ToString());
            }
        );
    }

    private static IResult Show(StripeState state, string id, HttpRequest request, string? problem)
    {
        if (Find(state, id) is not { } found)
            return Html.Page(false, "Nothing here", "<p>There is no such session.</p>", StatusCodes.Status404NotFound);
        lock (found.Account.Lock)
        {
            found.Account.CatchUp();
            var french = Html.French(found.Session.Locale, request);
            return Html.Page(french, french ? "Facturation" : "Billing", Body(found, french, problem));
        }
    }

    private static IResult Act(StripeState state, string id, HttpRequest request, string act, string with)
    {
        if (Find(state, id) is not { } found)
            return Show(state, id, request, null);
        try
        {
            lock (found.Account.Lock)
            {
                found.Account.CatchUp();
                if (act == "card")
                    CardReplacement.Replace(found.Account, found.Session.Customer, with);
                if (act == "pay" && Owed(found).Find(invoice => invoice.Id == with)?.Life.Pay(null) is { } decline)
                    return Show(state, id, request, decline.Message);
                foreach (var subscription in Running(found))
                    if (act is "cancel" or "resume")
                        subscription.Life.Change(() =>
                            SubscriptionUpdating.CancelAtPeriodEnd(found.Account, subscription, act == "cancel")
                        );
            }
        }
        catch (Refusal refusal)
        {
            return Show(state, id, request, refusal.Message);
        }
        return Results.Redirect($"/p/session/{id}");
    }

    private static (Account Account, PortalSession Session)? Find(StripeState state, string id)
    {
        foreach (var account in state.Accounts)
            lock (account.Lock)
                if (account.PortalSessions.Find(id) is { } session)
                    return (account, session);
        return null;
    }

    private static List<Subscription> Running((Account Account, PortalSession Session) found) =>
        [.. found.Account.Subscriptions.All.Where(one => one.Customer == found.Session.Customer && !one.Ended)];

    private static List<Invoice> Owed((Account Account, PortalSession Session) found) =>
        [.. found.Account.Invoices.All.Where(one => one.Customer == found.Session.Customer && one.Status == "open")];

    private static string Body((Account Account, PortalSession Session) found, bool french, string? problem)
    {
        string Say(string en, string fr) => french ? fr : en;
        string Button(string act, string words, string with = "") =>
            $"<form method=\"post\"><input type=\"hidden\" name=\"with\" value=\"{with}\"><button name=\"act\" value=\"{act}\">{words}</button></form>";
        var owed = string.Concat(
            Owed(found).Select(one => Button("pay", $"{Say("Pay", "Payer")} {Html.Text(one.Number)}", one.Id))
        );
        var subscriptions = string.Concat(
            Running(found)
                .Select(one =>
                    $"<p>{Html.Text(one.Items[0].Price.Product.Name)}: <span class=\"status\">{one.Status}</span></p>"
                    + (
                        one.CancelAtPeriodEnd
                            ? Button("resume", Say("Don’t cancel", "Ne pas résilier"))
                            : Button("cancel", Say("Cancel plan", "Résilier"))
                    )
                )
        );
        var back = found.Session.ReturnUrl is { } url
            ? $"<p><a href=\"{Html.Text(url)}\">{Say("Back", "Retour")}</a></p>"
            : "";
        var alert = problem is null ? "" : $"<p role=\"alert\">{Html.Text(problem)}</p>";
        return $"""
            {alert}{subscriptions}{owed}
            <form method="post">
            <label>{Say(
                "New card number",
                "Nouveau numéro de carte"
            )}<input name="with" inputmode="numeric" required></label>
            <button name="act" value="card">{Say("Save card", "Enregistrer la carte")}</button>
            </form>
            {back}
            """;
    }
}
