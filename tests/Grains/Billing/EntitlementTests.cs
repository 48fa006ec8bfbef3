using Binome.Contracts.Billing;
using Binome.Grains.Billing;

namespace Binome.Grains.Tests.Billing;

public sealed class EntitlementTests
{
    private static readonly DateTimeOffset Now = Moments.Start;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(14);

    [Theory]
    [InlineData(BillingStatus.Active, Access.Full)]
    [InlineData(BillingStatus.PastDue, Access.Full)]
    [InlineData(BillingStatus.Unpaid, Access.ReadOnly)]
    [InlineData(BillingStatus.Canceled, Access.ReadOnly)]
    [InlineData(BillingStatus.IncompleteExpired, Access.ReadOnly)]
    [InlineData(BillingStatus.Paused, Access.ReadOnly)]
    public void Of_AState_AllowsWhatTheTableSays(BillingStatus status, Access access) =>
        Entitlements.Of(Row(status), Now, Grace).Access.ShouldBe(access);

    [Fact]
    public void Of_ATrial_IsFullUntilItsClockEndsIt()
    {
        var trial = Row(BillingStatus.Trialing, trialEnd: Now.AddDays(1));
        Entitlements.Of(trial, Now, Grace).ShouldBe(new(Access.Full, BillingBanner.TrialEnding, Now.AddDays(1)));
        Entitlements.Of(trial, Now.AddDays(2), Grace).Access.ShouldBe(Access.ReadOnly);
    }

    [Fact]
    public void Of_NoSubscription_IsFullWhileTheTrialGoesOn()
    {
        var row = Row(BillingStatus.Active) with { Subscription = null, TrialUntil = Now.AddDays(30) };
        Entitlements.Of(row, Now, Grace).ShouldBe(new(Access.Full, BillingBanner.None, Now.AddDays(30)));
        Entitlements.Of(row, Now.AddDays(30), Grace).Access.ShouldBe(Access.ReadOnly);
    }

    [Fact]
    public void Of_AFailedPayment_IsFullWithABannerUntilTheGraceIsOver()
    {
        var row = Row(BillingStatus.PastDue) with { PastDueSince = Now };
        Entitlements.Of(row, Now, Grace).ShouldBe(new(Access.Full, BillingBanner.PaymentFailed, Now + Grace));
        Entitlements.Of(row, Now + Grace, Grace).Access.ShouldBe(Access.ReadOnly);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "trial_7")]
    [InlineData(3, "trial_3")]
    [InlineData(2, "trial_3")]
    [InlineData(1, "trial_1")]
    public void Due_BeforeATrialEnds_TellsSevenThreeAndOneDayBefore(int days, string? expected)
    {
        var state = new BillingState { TrialUntil = Now.AddDays(days) };
        var key = BillingNotices.Due(state, FakeStripe.On, Now)?.Key;
        (key is null ? null : key[..key.LastIndexOf('_')]).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, "failed")]
    [InlineData(11, "grace")]
    public void Due_AfterAFailedPayment_TellsAtOnceAndBeforeTheCut(int daysSince, string expected)
    {
        var state = new BillingState
        {
            TrialUntil = Now,
            Subscription = FakeStripe.Subscription("sub_1", BillingStatus.PastDue, 1, Now),
            PastDueSince = Now.AddDays(-daysSince),
        };
        BillingNotices.Due(state, FakeStripe.On, Now)!.Value.Key.ShouldStartWith(expected);
    }

    private static BillingRow Row(BillingStatus status, DateTimeOffset? trialEnd = null) =>
        new(
            "ten_1",
            "cus_1",
            FakeStripe.Subscription("sub_1", status, 1, Now) with
            {
                TrialEnd = trialEnd,
            },
            Now,
            null,
            1,
            [],
            Now
        );
}
