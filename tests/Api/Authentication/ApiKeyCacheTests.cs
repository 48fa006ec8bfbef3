using Binome.Api.Tests.Edge;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Authentication;

public sealed class ApiKeyCacheTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeCredentials credentials = new();
    private readonly ApiKeyCache cache;

    public ApiKeyCacheTests() =>
        cache = new ApiKeyCache(
            credentials,
            new CredentialUses(Stub.Of<ICredentialUses>((_, _) => null), time, NullLogger<CredentialUses>.Instance),
            time
        );

    [Fact]
    public async Task Find_WhenAskedAgainAtOnce_LooksUpOnce()
    {
        var secret = credentials.Add("ten_a");
        (await cache.Find(secret)).ShouldNotBeNull();
        (await cache.Find(secret)).ShouldNotBeNull();
        credentials.Lookups.ShouldBe(1);
    }

    [Fact]
    public async Task Find_WhenRevokedMeanwhile_IsRefusedAfterTwoSeconds()
    {
        var secret = credentials.Add("ten_a");
        (await cache.Find(secret))!.Authenticate(time.GetUtcNow()).Succeeded.ShouldBeTrue();
        credentials.Revoke(secret, time.GetUtcNow());

        // As promised, whatever the cache believes: with its own figure the test would agree to any.
        time.Advance(TimeSpan.FromSeconds(2));
        (await cache.Find(secret))!.Authenticate(time.GetUtcNow()).Failure!.Message.ShouldBe(TransportCodes.KeyRevoked);
    }

    [Fact]
    public async Task Find_WhenExpiredMeanwhile_IsRefusedAtOnce()
    {
        var secret = credentials.Add("ten_a", expiresAt: time.GetUtcNow().AddSeconds(1));
        (await cache.Find(secret))!.Authenticate(time.GetUtcNow()).Succeeded.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        (await cache.Find(secret))!.Authenticate(time.GetUtcNow()).Failure!.Message.ShouldBe(TransportCodes.KeyExpired);
    }

    [Fact]
    public async Task Find_WhenMistyped_AsksNobody()
    {
        (await cache.Find("bn_live_" + new string('0', 38))).ShouldBeNull();
        credentials.Lookups.ShouldBe(0);
    }

    [Fact]
    public async Task Find_WhenUnknown_IsAskedEachTime_SoThatANewKeyWorksAtOnce()
    {
        var secret = ApiKeyFormat.New(livemode: true);
        (await cache.Find(secret)).ShouldBeNull();
        credentials.Add("ten_a", secret: secret);
        (await cache.Find(secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Find_WhenNobodyCanSay_LetsNobodyIn_AndAsksAgain()
    {
        var secret = credentials.Add("ten_a");
        credentials.Failure = new IOException("disk");
        await Should.ThrowAsync<CredentialsUnavailableException>(async () => await cache.Find(secret));
        credentials.Failure = null;
        (await cache.Find(secret)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Find_WhenManyAskTogether_LooksUpOnce()
    {
        var secret = credentials.Add("ten_a");
        credentials.Gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 50).Select(_ => cache.Find(secret).AsTask()).ToList();
        credentials.Gate.SetResult();
        (await Task.WhenAll(asked)).ShouldAllBe(known => known != null);
        credentials.Lookups.ShouldBe(1);
    }
}
