namespace Binome.Conformance;

/// <summary>What ends a call before its grain answers: time, cancellation, a full mailbox.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const int MailboxMax = 20;
    private static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan callTimeout = TimeSpan.FromSeconds(5);

    private ClusterFixture cluster = null!;

    private Probe Probe => cluster.Probe;

    public async Task InitializeAsync() =>
        cluster = await ClusterFixture.Start(
            new ClusterSettings { CallTimeout = callTimeout, MailboxMax = MailboxMax }
        );

    public Task DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Call_WhenTheGrainDoesNotAnswer_TimesOutAndTheGrainLivesOn()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("slow");
        var call = grain.WaitAt("slow gate");
        await Probe.Reached("slow gate");

        await cluster.Pass(callTimeout);

        await Should.ThrowAsync<TimeoutException>(() => call);
        Probe.Open("slow gate");
        (await grain.Twice(2)).ShouldBe(4);
    }

    [Fact]
    public async Task Call_WhenItTimedOutInTheMailbox_NeverRuns()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("expired");
        var first = grain.WaitAt("expired first");
        await Probe.Reached("expired first");
        var second = grain.WaitAt("expired second");

        await cluster.Pass(callTimeout);
        await Should.ThrowAsync<TimeoutException>(() => second);
        Probe.Open("expired first");
        await Should.ThrowAsync<TimeoutException>(() => first);
        await grain.Nothing();

        Probe.Notes("expired").ShouldBe(["expired first in", "expired first out"]);
    }

    [Fact]
    public async Task CallChain_WhenItComesBackToAWaitingGrain_EndsByTimeout()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("deadlock");
        var call = grain.CallThrough("deadlock, other", allowReentrancy: false);
        await Probe.Reached("deadlock, other called");

        await cluster.Pass(callTimeout);

        await Should.ThrowAsync<TimeoutException>(() => call);
        (await grain.Twice(2)).ShouldBe(4);
    }

    [Fact]
    public async Task Mailbox_WhenFull_RefusesAtOnceAndServesTheRest()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("full");
        var first = grain.WaitAt("full gate");
        await Probe.Reached("full gate");
        var calls = Enumerable.Range(0, 3 * MailboxMax).Select(_ => grain.Nothing().AsTask()).ToList();

        // Nobody gets a turn while the gate is shut, so whoever ends was refused. Which ones is not promised, and calls arrive one by
        // one: the gate opens only when all that don't fit have been sent away, or later ones would find room.
        var refused = 2 * MailboxMax - 1;
        using var limit = new CancellationTokenSource(RefusedWithin);
        try
        {
            await foreach (var call in Task.WhenEach(calls).WithCancellation(limit.Token))
            {
                await Should.ThrowAsync<LimitExceededException>(() => call);
                if (--refused == 0)
                    break;
            }
        }
        finally
        {
            Probe.Open("full gate");
        }
        await first;
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        calls.Count(call => call.IsCompletedSuccessfully).ShouldBeInRange(MailboxMax - 1, MailboxMax + 1);
        await grain.Nothing();
    }

    [Fact]
    public async Task Cancellation_WhenTheGrainRuns_ReachesCallerAndGrain()
    {
        using var source = new CancellationTokenSource();
        var grain = cluster.Grains.GetGrain<ITurnGrain>("cancelled");
        var call = grain.Cancellable("cancel gate", source.Token);
        await Probe.Reached("cancel gate");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Probe.Reached("cancel gate cancelled");
    }

    [Fact]
    public async Task Cancellation_WhenTheCallStillWaits_KeepsItFromRunning()
    {
        using var source = new CancellationTokenSource();
        var grain = cluster.Grains.GetGrain<ITurnGrain>("cancelled early");
        var first = grain.WaitAt("early gate");
        await Probe.Reached("early gate");
        var second = grain.Cancellable("early second", source.Token);
        await grain.Peek();

        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        Probe.Open("early gate");
        await first;

        // The grain is free only if the cancelled call did not take its turn, for that one would wait for ever.
        await grain.Nothing();
    }

    [Fact]
    public async Task Cancellation_WhenItCameBeforeTheCall_SendsNothing()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("cancelled before");

        await Should.ThrowAsync<OperationCanceledException>(() =>
            grain.Cancellable("before gate", new CancellationToken(canceled: true))
        );
    }
}
