using System.Diagnostics.Metrics;

namespace Binome.Conformance.EmbeddedOnly;

public sealed class HostTests
{
    [Fact]
    public async Task Call_AfterStop_IsRefused()
    {
        var cluster = await ClusterFixture.Start(new ClusterSettings());
        var grain = cluster.Grains.GetGrain<ITurnGrain>("after stop");
        await grain.Nothing();

        await cluster.Stop();

        await Should.ThrowAsync<SiloUnavailableException>(() => grain.Nothing().AsTask());
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Meter_AfterCalls_CountsThemByGrainType()
    {
        var cluster = await ClusterFixture.Start(new ClusterSettings());
        var grain = cluster.Grains.GetGrain<IMeasuredGrain>("measured");
        await grain.Work(fail: false);
        await Should.ThrowAsync<InvalidOperationException>(() => grain.Work(fail: true));

        Measure("grain.calls", "measured").ShouldBe(2);
        Measure("grain.failures", "measured").ShouldBe(1);
        Measure("grain.active", "measured").ShouldBe(1);

        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Reminder_WhenDue_ReachesTheGrainEvenAfterItWasCollected()
    {
        var cluster = await ClusterFixture.Start(new ClusterSettings());
        await cluster.Grains.GetGrain<IRemindedGrain>("reminded").Register(TimeSpan.FromMinutes(20));
        await cluster.CollectIdleGrains();

        await cluster.Pass(TimeSpan.FromMinutes(20));

        await cluster.Probe.Reached("reminded wake");
        await cluster.DisposeAsync();
    }

    // Other hosts of the suite measure too, but only this test's host has grains of its type in use.
    private static long Measure(string instrument, string grainType)
    {
        var sum = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (found, self) =>
        {
            if (found.Meter.Name == "Binome.Embedded" && found.Name == instrument)
                self.EnableMeasurementEvents(found);
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
            {
                foreach (var tag in tags)
                {
                    if (tag.Value is string type && type == grainType)
                        sum += value;
                }
            }
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }
}

public interface IMeasuredGrain : IGrainWithStringKey
{
    Task Work(bool fail);
}

internal sealed class MeasuredGrain : Grain, IMeasuredGrain
{
    public Task Work(bool fail) => fail ? throw new InvalidOperationException("As asked.") : Task.CompletedTask;
}

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(TimeSpan dueTime);
}

internal sealed class RemindedGrain(Probe probe) : Grain, IRemindedGrain, IRemindable
{
    public Task Register(TimeSpan dueTime) => this.RegisterOrUpdateReminder("wake", dueTime, TimeSpan.FromMinutes(1));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Signal($"{this.GetPrimaryKeyString()} {reminderName}");
        return Task.CompletedTask;
    }
}
