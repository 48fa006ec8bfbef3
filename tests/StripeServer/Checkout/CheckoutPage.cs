using System.Globalization;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Checkout;

/// <summary>The page on which somebody pays, or goes back.</summary>
internal static class CheckoutPage
{
    public static void Map(WebApplication app, StripeState state)
    {
        app.MapGet("/c/pay/{id}", (string id, HttpRequest request) => Show(state, id, request, null));
        app.MapPost(
            "/c/pay/{id}",
            async (string id, HttpRequest request, CancellationToken cancel) =>
                Submit(state, id, request, await request.ReadFormAsync(cancel))
        );
    }

    private static IResult Show(StripeState state, string id, HttpRequest request, string? problem)
    {
        if (Find(state, id) is not { } found)
            return Html.Page(false, "Nothing here", "<p>There is no such checkout.</p>", StatusCodes.Status404NotFound);
        lock (found.Account.Lock)
        {
            found.Account.CatchUp();
            var french = Html.French(found.Session.Ask.Locale, request);
            return found.Session.Status == "open"
                ? Html.Page(french, french ? "Paiement" : "Checkout", Body(found.Session, french, problem))
                : Html.Page(
                    french,
                    french ? "Paiement" : "Checkout",
                    french ? "<p>Cette page a expiré ou a déjà servi.</p>" : "<p>This page has expired or was used.</p>"
                );
        }
    }

    private static IResult Submit(StripeState state, string id, HttpRequest request, IFormCollection sent)
    {
        if (Find(state, id) is not { } found)
            return Show(state, id, request, null);
        string? Field(string name) => sent[name].ToString() is { Length: > 0 } text ? text.Trim() : null;
        var entry = new CheckoutEntry(Field("card"), Field("email"), Field("name"), Field("country"), Field("tax_id"));
        try
        {
            lock (found.Account.Lock)
            {
                found.Account.CatchUp();
                CheckoutPayment.Complete(found.Account, found.Session, entry);
            }
        }
        catch (Refusal refusal)
        {
            return Show(state, id, request, refusal.Message);
        }
        return Results.Redirect(
            found.Session.Ask.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal)
        );
    }

    private static (Account Account, CheckoutSession Session)? Find(StripeState state, string id)
    {
        foreach (var account in state.Accounts)
            lock (account.Lock)
                if (account.Sessions.Find(id) is { } session)
                    return (account, session);
        return null;
    }

    private static string Body(CheckoutSession session, bool french, string? problem)
    {
        string Say(string en, string fr) => french ? fr : en;
        var ask = session.Ask;
        var lines = string.Concat(
            ask.Items.Select(item => $"<p>{item.Quantity} × {Html.Text(item.Price.Product.Name)}</p>")
        );
        var due = string.Create(
            CultureInfo.InvariantCulture,
            $"{(session.Subtotal + session.TaxTotal) / 100m:0.00} {ask.Currency.ToUpperInvariant()}"
        );
        var trial = ask.TrialDays is { } days ? $"<p>{Say($"{days} days free", $"{days} jours gratuits")}</p>" : "";
        var alert = problem is null ? "" : $"<p role=\"alert\">{Html.Text(problem)}</p>";
        var card = session.NeedsCard
            ? $"<label>{Say("Card number", "Numéro de carte")}<input name=\"card\" inputmode=\"numeric\" autocomplete=\"cc-number\" required></label>"
            : "";
        var email = session.Customer is null
            ? $"<label>{Say("Email", "Adresse e-mail")}<input name=\"email\" type=\"email\" value=\"{Html.Text(ask.CustomerEmail)}\" required></label>"
            : "";
        var taxId = ask.TaxIdCollection
            ? $"<label>{Say("VAT number", "Numéro de TVA")}<input name=\"tax_id\"></label>"
            : "";
        var button = session.Subtotal > 0 ? Say("Subscribe", "S’abonner") : Say("Start trial", "Commencer l’essai");
        var back = ask.CancelUrl is null
            ? ""
            : $"<p><a href=\"{Html.Text(ask.CancelUrl)}\">{Say("Back", "Retour")}</a></p>";
        return $"""
            {lines}{trial}
            <p>{Say("Due today", "À payer aujourd’hui")} : <strong id="due">{due}</strong></p>
            {alert}
            <form method="post">
            {email}{card}
            <label>{Say("Name", "Nom")}<input name="name" autocomplete="organization"></label>
            <label>{Say(
                "Country",
                "Pays"
            )}<select name="country"><option>FR</option><option>DE</option><option>BE</option><option>US</option></select></label>
            {taxId}
            <button type="submit">{button}</button>
            </form>
            {back}
            """;
    }
}
