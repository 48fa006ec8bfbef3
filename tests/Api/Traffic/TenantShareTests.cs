using Binome.WebApi.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Traffic;

public sealed class TenantShareTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Spend_WhenAMinutesRequestsComeAtOnce_LetsAllThrough_AndNotOneMore()
    {
        var share = new TenantShare(time, 120);

        SpendAll(share).ShouldBe(120);

        share.Spend().ShouldBe(new Spent(false, 0, 1));
    }

    [Fact]
    public void Spend_WhenTimePasses_GetsTheShareBackEvenly()
    {
        var share = new TenantShare(time, 120);
        SpendAll(share);

        time.Advance(TimeSpan.FromSeconds(10));

        Enumerable.Range(0, 21).Count(_ => share.Spend().IsWithin).ShouldBe(20);
    }

    [Fact]
    public void Spend_TellsWhatIsLeft_AndWhenAllIsBack()
    {
        var share = new TenantShare(time, 120);

        var spent = default(Spent);
        for (var request = 0; request < 30; request++)
            spent = share.Spend();

        spent.ShouldBe(new Spent(true, 90, 15));
    }

    [Fact]
    public void Spend_WhenRefused_CostsNothing()
    {
        var share = new TenantShare(time, 60);
        SpendAll(share);
        for (var more = 0; more < 500; more++)
            share.Spend().IsWithin.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(1));

        share.Spend().IsWithin.ShouldBeTrue();
    }

    [Fact]
    public void Refused_IsToldOnceASecond_WithAllSinceTheLast()
    {
        var share = new TenantShare(time, 1);

        long[] told = [share.Refused(), share.Refused(), share.Refused()];
        time.Advance(TimeSpan.FromSeconds(1));

        told.ShouldBe([1, 0, 0]);
        share.Refused().ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(6_000)]
    [InlineData(1_000_000)]
    public void Spend_OverManyMinutes_NeverLetsMoreThroughThanTheShare(int requests)
    {
        const int Steps = 300;
        var share = new TenantShare(time, requests);
        var through = 0L;
        for (var step = 0; step < Steps; step++)
        {
            through += SpendAll(share);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        // One full bucket, and what flowed in since.
        through.ShouldBeLessThanOrEqualTo(requests + ((long)requests * (Steps - 1) / RequestLimits.WindowSeconds));
        through.ShouldBeGreaterThanOrEqualTo((long)(0.99 * requests * Steps / RequestLimits.WindowSeconds));
    }

    [Fact]
    public async Task Spend_FromManyThreads_CountsEachOnce()
    {
        var share = new TenantShare(time, 10_000);

        var within = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => Enumerable.Range(0, 5_000).Count(_ => share.Spend().IsWithin)))
        );

        within.Sum().ShouldBe(10_000);
    }

    [Fact]
    public void Enter_WhenAllPlacesAreTaken_WaitsForOneToBeLeft()
    {
        var share = new TenantShare(time, 100);
        share.Enter(2).ShouldBeTrue();
        share.Enter(2).ShouldBeTrue();
        share.Enter(2).ShouldBeFalse();

        share.Leave();

        share.Enter(2).ShouldBeTrue();
        share.IsIdle.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 100, 500, 1_000, "RequestsPerMinute")]
    [InlineData(1, 0, 500, 1_000, "ConcurrentPerTenant")]
    [InlineData(1, 100, 0, 1_000, "ConcurrentReads")]
    [InlineData(1, 100, 500, 499, "ConcurrentRequests")]
    public void Fault_NamesTheSettingThatCantWork(int minute, int tenant, int reads, int all, string name) =>
        new RequestLimits
        {
            RequestsPerMinute = minute,
            ConcurrentPerTenant = tenant,
            ConcurrentReads = reads,
            ConcurrentRequests = all,
        }
            .Fault()!
            .Value.Name.ShouldBe(name);

    private static int SpendAll(TenantShare share)
    {
        var through = 0;
        while (share.Spend().IsWithin)
            through++;
        return through;
    }
}
