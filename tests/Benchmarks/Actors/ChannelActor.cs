using System.Threading.Channels;

namespace Binome.Benchmarks.Actors;

/// <summary>The peer: an actor as one writes it by hand, a channel of messages with a promise in each.</summary>
internal sealed class ChannelActor
{
    private readonly Channel<(int By, TaskCompletionSource<int> Answer)> mailbox = Channel.CreateUnbounded<(
        int,
        TaskCompletionSource<int>
    )>(new UnboundedChannelOptions { SingleReader = true });
    private int total;

    public ChannelActor() => _ = Run();

    public Task<int> Add(int by)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        mailbox.Writer.TryWrite((by, answer));
        return answer.Task;
    }

    public void Stop() => mailbox.Writer.Complete();

    private async Task Run()
    {
        await foreach (var (by, answer) in mailbox.Reader.ReadAllAsync())
        {
            total += by;
            answer.SetResult(total & 1);
        }
    }
}
