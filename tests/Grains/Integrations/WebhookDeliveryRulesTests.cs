using Binome.Contracts.Integrations;
using Binome.Grains.Integrations;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Integrations;

public sealed class WebhookDeliveryRulesTests
{
    private const string Id = "whe_1";
    private static readonly DateTimeOffset Now = Moments.Start;
    private static readonly WebhookEndpointState Enabled = new() { Url = "https://hooks.example/a", ApiVersion = "v" };

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 300)]
    [InlineData(3, 1_800)]
    [InlineData(4, 7_200)]
    [InlineData(5, 18_000)]
    [InlineData(6, 36_000)]
    [InlineData(7, 50_400)]
    [InlineData(8, 72_000)]
    [InlineData(9, 86_400)]
    public void Settle_WhenAnAttemptFails_WaitsAsTheScheduleSays(int attempt, int seconds)
    {
        var settled = Settle(FakeCourier.Status(500), attempts: attempt - 1);

        settled.Returned.ShouldHaveSingleItem().NextAt.ShouldBe(Now.AddSeconds(seconds));
        settled.Next.Status.ShouldBe(WebhookStatus.Enabled);
        Deliveries(settled).ShouldHaveSingleItem().Status.ShouldBe(WebhookDeliveryStatus.Retrying);
    }

    [Fact]
    public void Settle_WithJitter_WaitsUpToATenthLonger() =>
        Settle(FakeCourier.Status(500), jitter: 1).Returned.ShouldHaveSingleItem().NextAt.ShouldBe(Now.AddSeconds(5.5));

    [Fact]
    public void Settle_WhenTheTenthAttemptFails_GivesUpTheEventAndTheEndpoint()
    {
        var settled = Settle(FakeCourier.Status(500), attempts: WebhookLimits.Pauses.Length);

        settled.Over.ShouldBe([7]);
        settled.Returned.ShouldBeEmpty();
        (settled.Next.Status, settled.Next.DisabledReason).ShouldBe(
            (WebhookStatus.Disabled, WebhookDisabledReason.Exhausted)
        );
        Deliveries(settled).ShouldHaveSingleItem().Status.ShouldBe(WebhookDeliveryStatus.Dead);
        settled.Effects.Events.ShouldHaveSingleItem().Type.ShouldBe(EventTypes.WebhookDisabled);
        settled.Effects.WakeUps.ShouldHaveSingleItem().Name.ShouldBe(WebhookRules.TellWakeUp);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(204, false)]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(400, true)]
    [InlineData(500, true)]
    public void Settle_CountsAsDelivered_OnlyWhatIsASuccess(int status, bool fails)
    {
        var answer = status < 300 ? FakeCourier.Accepted with { Status = status } : FakeCourier.Status(status);

        Settle(answer).Returned.IsEmpty.ShouldBe(!fails);
    }

    [Fact]
    public void Settle_WhenTheReceiverIsGone_SwitchesItOffAndKeepsTheEvent()
    {
        var settled = Settle(FakeCourier.Status(410));

        settled.Next.DisabledReason.ShouldBe(WebhookDisabledReason.Gone);
        settled.Returned.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void Settle_WhenTheReceiverHasTooMuchToDo_PausesTheEndpoint(int status)
    {
        Settle(FakeCourier.Status(status)).Next.PausedUntil.ShouldBe(Now + WebhookLimits.ThrottleFirst);
        var asked = Settle(FakeCourier.Status(status, TimeSpan.FromMinutes(10)));
        asked.Next.PausedUntil.ShouldBe(Now.AddMinutes(10));
        asked.Returned.ShouldHaveSingleItem().NextAt.ShouldBe(Now.AddMinutes(10));
    }

    [Fact]
    public void Settle_WhenARetryAfterIsAbsurd_HeedsADayOfIt() =>
        Settle(FakeCourier.Status(503, TimeSpan.FromDays(4_000)))
            .Next.PausedUntil.ShouldBe(Now + WebhookLimits.RetryAfterMax);

    [Fact]
    public void Rotated_WithAnOverlap_KeepsTheOldSecretForThatLong()
    {
        var state = Enabled with { Secrets = [new WebhookSecret("old", null)] };

        var (next, _) = WebhookRules.Rotated(Id, state, "new", TimeSpan.FromHours(1), Now);
        var (later, _) = WebhookRules.Rotated(Id, next, "newest", TimeSpan.FromHours(1), Now.AddHours(2));

        next.Secrets.ShouldBe([new WebhookSecret("new", null), new WebhookSecret("old", Now.AddHours(1))]);
        later.Secrets.ShouldBe([new WebhookSecret("newest", null), new WebhookSecret("new", Now.AddHours(3))]);
    }

    [Theory]
    [InlineData("pair.session.held", true)]
    [InlineData("pair.session.*", true)]
    [InlineData("pair.*", true)]
    [InlineData("pair.activated", false)]
    [InlineData("programme.*", false)]
    public void Wants_HoldsTheFilterAgainstTheType(string filter, bool wants) =>
        WebhookRules.Wants(Id, Enabled with { Events = [filter] }, Happened("pair.session.held")).ShouldBe(wants);

    [Fact]
    public void Wants_APing_OnlyOfItself()
    {
        var endpoint = Enabled with { Events = ["pair.*"] };

        WebhookRules.Wants(Id, endpoint, Happened(EventTypes.WebhookPing, Id)).ShouldBeTrue();
        WebhookRules.Wants(Id, Enabled, Happened(EventTypes.WebhookPing, "whe_2")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nothing.known")]
    [InlineData("*")]
    [InlineData(".*")]
    [InlineData("pairs.*")]
    [InlineData("")]
    public void Fault_WhenAFilterFitsNoType_NamesIt(string filter) =>
        WebhookRules.Fault(["pair.*", filter], null, null)!.Pointer.ShouldBe("/events/1");

    private static Settlement Settle(WebhookAnswer answer, int attempts = 0, double jitter = 0) =>
        WebhookDeliveryRules.Settle(
            Id,
            Enabled,
            [new EndedRequest(new Undelivered(Happened("pair.activated"), attempts, null, IsListed: true), answer)],
            WebhookPace.AsDocumented,
            () => jitter,
            Now
        );

    private static IEnumerable<WebhookDeliveryRow> Deliveries(Settlement settled) =>
        settled.Effects.Rows.OfType<WebhookDeliveryRow>();

    private static StoredEvent Happened(string type, string resource = "pair_1") =>
        new("evt_7", 7, type, resource, 1, Now, "{}");
}
