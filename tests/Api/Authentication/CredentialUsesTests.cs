using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Authentication;

/// <summary>When credentials were used is noted apart from the requests.</summary>
public sealed class CredentialUsesTests
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Uses_OfAMinute_AreNotedTogether_EachOnce()
    {
        var stored = new Stored();
        using var uses = new CredentialUses(stored, time, NullLogger<CredentialUses>.Instance);
        await uses.StartAsync(CancellationToken.None);
        uses.Note(Key("key_1"), time.GetUtcNow());
        var last = time.GetUtcNow().AddSeconds(2);
        uses.Note(Key("key_1"), last);
        uses.Note(Key("key_2"), time.GetUtcNow());
        stored.Noted.Task.IsCompleted.ShouldBeFalse();

        await Until(stored);
        var noted = await stored.Noted.Task;
        noted.Select(use => use.Id).ShouldBe(["key_1", "key_2"], ignoreOrder: true);
        noted.Single(use => use.Id == "key_1").At.ShouldBe(last);
    }

    [Fact]
    public async Task Uses_StillPendingWhenTheProcessStops_AreNoted()
    {
        var stored = new Stored();
        using var uses = new CredentialUses(stored, time, NullLogger<CredentialUses>.Instance);
        await uses.StartAsync(CancellationToken.None);
        uses.Note(Key("key_1"), time.GetUtcNow());
        await uses.StopAsync(CancellationToken.None);

        (await stored.Noted.Task).Single().Id.ShouldBe("key_1");
    }

    // The timer is made on another thread, so the clock may have to be moved more than once.
    private async Task Until(Stored stored)
    {
        using var limit = new CancellationTokenSource(PatienceMax);
        while (!stored.Noted.Task.IsCompleted)
        {
            time.Advance(CredentialUses.Every);
            await Task.Delay(10, limit.Token);
        }
    }

    private static ApiKeyIdentity Key(string id) =>
        new(
            new FoundKey(
                "ten_a",
                new ApiKeyRow(id, "n", "hash", "last", [], DateTimeOffset.UnixEpoch, null, null),
                false
            )
        );

    private sealed class Stored : ICredentialUses
    {
        public TaskCompletionSource<ImmutableArray<CredentialUse>> Noted { get; } = new();

        public Task Note(ImmutableArray<CredentialUse> uses)
        {
            Noted.TrySetResult(uses);
            return Task.CompletedTask;
        }

        public Task DropEnded(DateTimeOffset before) => Task.CompletedTask;
    }
}
