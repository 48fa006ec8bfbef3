using Binome.Grains.WakeUps;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Grains.Tests.WakeUps;

public sealed class WakeUpPaceTests
{
    private readonly FakeTimeProvider time = new(Moments.Start);
    private readonly TaskCompletionSource gate = new();
    private int begun;

    [Fact]
    public async Task Keep_WhenAllPlacesAreTaken_BeginsTheNextWhenOneIsDone()
    {
        var pace = new WakeUpPace(time);
        var held = Enumerable.Range(0, WakeUpPace.Places + 1).Select(_ => pace.Keep(Held)).ToList();
        begun.ShouldBe(WakeUpPace.Places);

        gate.SetResult();
        await Task.WhenAll(held);

        begun.ShouldBe(WakeUpPace.Places + 1);
    }

    [Fact]
    public async Task Keep_WhenThoseWhoHaveThePlacesHang_GivesTheirPlacesAway_AndStillWaitsForThem()
    {
        var pace = new WakeUpPace(time);
        var held = Enumerable.Range(0, WakeUpPace.Places).Select(_ => pace.Keep(Held)).ToList();
        var next = pace.Keep(() => Task.CompletedTask);
        next.IsCompleted.ShouldBeFalse();

        time.Advance(WakeUpPace.Patience);

        await next.WaitAsync(TimeSpan.FromSeconds(30));
        held.ShouldAllBe(one => !one.IsCompleted);
        gate.SetException(new InvalidOperationException("late"));
        foreach (var one in held)
            (await Should.ThrowAsync<InvalidOperationException>(one)).Message.ShouldBe("late");
    }

    private Task Held()
    {
        begun++;
        return gate.Task;
    }
}
