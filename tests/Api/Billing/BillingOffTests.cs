using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;

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

    [Fact]
    public async Task Webhook_WithoutAKey_IsNoAddress()
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        using var answer = await http.PostAsync("/stripe/webhooks", new StringContent("{}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
