using System.Net;
using System.Text;
using Binome.Silo.Stripe;
using Binome.StripeServer.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Billing.Tests;

public sealed class WebhookTests
{
    private const string Secret = "whsec_test";
    private const string Event = """{"id":"evt_1","object":"event"}""";
    private const string Mark = "4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021";
    private const long At = 1_700_000_000;

    private const string Told = """
        {"id":"evt_1","type":"invoice.paid","livemode":false,"created":1700000000,"data":{"object":{"object":"invoice","customer":"cus_1"}}}
        """;

    [Fact]
    public void Signature_OfTheTestVector_IsAsStripeMakesIt() =>
        Signature.Of(Event, DateTimeOffset.FromUnixTimeSeconds(At), Secret).ShouldBe($"t={At},v1={Mark}");

    [Fact]
    public void Read_WhenSigned_TellsWhatHappened()
    {
        var happened = Webhooks(At).Read(Encoding.UTF8.GetBytes(Told), Signed(Told, Secret));
        happened.ShouldNotBeNull();
        (happened.Id, happened.Type, happened.CustomerId).ShouldBe(("evt_1", "invoice.paid", "cus_1"));
    }

    [Fact]
    public void Read_WhenOneOfSeveralMarksFits_Accepts() =>
        Webhooks(At).Read(Encoding.UTF8.GetBytes(Told), Signed(Told, "whsec_other", Secret)).ShouldNotBeNull();

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void Read_WhenOlderThanFiveMinutes_Refuses(int secondsLater, bool isRead) =>
        (Webhooks(At + secondsLater).Read(Encoding.UTF8.GetBytes(Told), Signed(Told, Secret)) is not null).ShouldBe(
            isRead
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("t=1700000000,v1=")]
    [InlineData("t=1700000000,v1=00")]
    [InlineData("v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021")]
    [InlineData("t=x,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cfb96f362480cb4021")]
    public void Read_WhenForged_Refuses(string? signature) =>
        Webhooks(At).Read(Encoding.UTF8.GetBytes(Told), signature).ShouldBeNull();

    [Fact]
    public async Task Webhook_WhenForgedStaleOrOfTheOtherMode_HasNoEffect()
    {
        await using var house = await BillingHouse.Start();
        await house.Subscribe();
        await house.Until(row => row.Subscription is not null);
        await house.Peer.WebhooksSent();
        var before = (await house.Rows.Find(house.Tenant))!;
        var customer = before.Row.CustomerId!;
        var now = house.Time.GetUtcNow();

        string Body(string id, string live) =>
            Told.Replace("evt_1", id, StringComparison.Ordinal)
                .Replace("cus_1", customer, StringComparison.Ordinal)
                .Replace("\"livemode\":false", $"\"livemode\":{live}", StringComparison.Ordinal);
        async Task Refused(string id, string live, string signature)
        {
            (await house.Webhook(Body(id, live), signature)).ShouldBe(HttpStatusCode.BadRequest);
            (await house.Rows.HasEvent(house.Tenant, id)).ShouldBeFalse();
        }
        await Refused("evt_forged", "false", "t=1,v1=00");
        await Refused("evt_secret", "false", Signature.Of(Body("evt_secret", "false"), now, "whsec_other"));
        await Refused("evt_stale", "false", Signature.Of(Body("evt_stale", "false"), now.AddMinutes(-6), house.Secret));
        await Refused("evt_live", "true", Signature.Of(Body("evt_live", "true"), now, house.Secret));

        var good = Body("evt_good", "false");
        (await house.Webhook(good, Signature.Of(good, now, house.Secret))).ShouldBe(HttpStatusCode.OK);
        (await house.Rows.HasEvent(house.Tenant, "evt_good")).ShouldBeTrue();
    }

    private static string Signed(string body, params string[] secrets) =>
        Signature.Of(body, DateTimeOffset.FromUnixTimeSeconds(At), secrets);

    private static StripeWebhooks Webhooks(long now) =>
        new(
            new StripeSettings { SecretKey = "sk_test_1", WebhookSecret = Secret },
            new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now))
        );
}
