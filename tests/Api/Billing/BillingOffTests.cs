using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Api.Tests.Pages;

namespace Binome.Api.Tests.Billing;

/// <summary>Without a key of Stripe everybody may do everything, and the product says so.</summary>
[Collection(WholeProduct.Name)]
public sealed class BillingOffTests(ApiFixture house)
{
    [Fact]
    public async Task Billing_WithoutAKey_IsOffInWords()
    {
        var owner = house.Alize.Owner;
        var billing = await owner.Get("/v1/billing");
        billing.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        billing.Text("access").ShouldBe("full");
        billing.GetProperty("plans").GetArrayLength().ShouldBe(0);
        (await owner.Get("/v1/billing/invoices")).GetProperty("data").GetArrayLength().ShouldBe(0);
        (await owner.Get("/v1/billing/usage")).GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/billing/checkout", """{"plan":"monthly"}""")]
    [InlineData("/v1/billing/portal", "{}")]
    [InlineData("/v1/billing/preview", """{"people":5}""")]
    public async Task Command_WithoutAKey_IsRefused_NeverPretended(string path, string body)
    {
        using var refused = await house.Alize.Owner.Send("POST", path, body);
        await refused.ShouldBeProblem(409, FailureCodes.BillingOff);
    }

    [Theory]
    [InlineData("Checkout")]
    [InlineData("Portal")]
    [InlineData("Read")]
    public async Task Page_ForAKeyThatReads_LetsItPayNothing(string handler)
    {
        var tenant = house.Grains(house.Alize.Tenant).Tenant();
        var key = (await tenant.CreateKey(new("reads", ["billing:read", "exports:write"], null))).Value.Secret;
        var program = new Person(house.Address);
        var shows = ("Authorization", $"Bearer {key}");
        // Any page with a form gives it the token that forms need.
        using var page = await program.Send("GET", "/app/exports", content: null, shows, ("Accept", "text/html"));
        var token = Reader.Token(await page.Content.ReadAsStringAsync());
        var form = new FormUrlEncodedContent([new("form_token", token), new("plan", "monthly")]);

        using var refused = await program.Send(
            "POST",
            $"/app/billing?handler={handler}",
            form,
            shows,
            ("Accept", "text/html"),
            ("Origin", program.Origin)
        );

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Webhook_WithoutAKey_IsNoAddress()
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        using var answer = await http.PostAsync("/stripe/webhooks", new StringContent("{}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
