using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Clocks;

internal sealed class TestClock(Account account, DateTimeOffset frozen, string? name) : IResource
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public string Id { get; } = Ids.New("clock_");
    public DateTimeOffset Created { get; } = account.Now();
    public DateTimeOffset FrozenTime { get; set; } = frozen;
    public DateTimeOffset? Target { get; set; }

    public JsonObject Render() =>
        new()
        {
            ["id"] = Id,
            ["object"] = "test_helpers.test_clock",
            ["created"] = Created.Unix(),
            ["deletes_after"] = (Created + Kept).Unix(),
            ["frozen_time"] = FrozenTime.Unix(),
            ["livemode"] = account.Livemode,
            ["name"] = name,
            ["status"] = Target is null ? "ready" : "advancing",
            ["status_details"] = Target is null
                ? new JsonObject()
                : new JsonObject { ["advancing"] = new JsonObject { ["target_frozen_time"] = Target.Unix() } },
        };
}

internal static class TestClockOperations
{
    public static readonly Operation[] All =
    [
        new(
            "POST",
            "/v1/test_helpers/test_clocks",
            "Stripe.TestHelpers.TestClockCreateParams",
            "Stripe.TestHelpers.TestClock",
            ["frozen_time", "name"],
            Create
        ),
        new(
            "GET",
            "/v1/test_helpers/test_clocks/{id}",
            "Stripe.TestHelpers.TestClockRetrieveParams",
            "Stripe.TestHelpers.TestClock",
            [],
            call => call.Account.TestClocks.OfPath(call).Render()
        ),
        new(
            "GET",
            "/v1/test_helpers/test_clocks",
            "Stripe.TestHelpers.TestClockListParams",
            "Stripe.ApiList<Stripe.TestHelpers.TestClock>",
            Listing.Paging,
            call => Listing.Page(call, call.Account.TestClocks.All)
        ),
        new(
            "POST",
            "/v1/test_helpers/test_clocks/{id}/advance",
            "Stripe.TestHelpers.TestClockAdvanceParams",
            "Stripe.TestHelpers.TestClock",
            ["frozen_time"],
            Advance
        ),
    ];

    private static JsonObject Create(Call call)
    {
        if (call.Account.Livemode)
            throw Refusal.Invalid("Test clocks are only available in test mode.");
        call.Form.Required("frozen_time");
        var clock = call.Account.TestClocks.Add(
            new TestClock(call.Account, call.Form.Moment("frozen_time")!.Value, call.Form.Text("name"))
        );
        call.Account.Log.Emit("test_helpers.test_clock.created", clock);
        return clock.Render();
    }

    /// <summary>Answers as one that is advancing, as Stripe does; whoever asks again finds it ready.</summary>
    private static JsonObject Advance(Call call)
    {
        var clock = call.Account.TestClocks.OfPath(call);
        call.Form.Required("frozen_time");
        var target = call.Form.Moment("frozen_time")!.Value;
        if (target <= clock.FrozenTime)
            throw Refusal.Invalid("The frozen_time must be after the current frozen_time.", "frozen_time");
        clock.Target = target;
        var answer = clock.Render();
        call.Account.Log.Emit("test_helpers.test_clock.advancing", clock);
        call.Account.Timeline.Run(clock.Id, clock.FrozenTime, target, at => clock.FrozenTime = at);
        clock.Target = null;
        call.Account.Log.Emit("test_helpers.test_clock.ready", clock);
        return answer;
    }
}
