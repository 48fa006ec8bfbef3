using Binome.Api.Tests.Edge;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Integrations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Integrations;

/// <summary>Which streams end when what was shown for one does not hold any more.</summary>
public sealed class StreamWatchesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeCredentials credentials = new();
    private readonly List<string> ended = [];
    private readonly AccessTokens tokens;
    private readonly StreamWatches watches;

    public StreamWatchesTests()
    {
        var uses = new CredentialUses(
            Stub.Of<ICredentialUses>((_, _) => null),
            time,
            NullLogger<CredentialUses>.Instance
        );
        var keys = new ApiKeyCache(credentials, uses, time);
        tokens = new AccessTokens(keys, new EphemeralDataProtectionProvider());
        watches = new StreamWatches(
            new CredentialCheck(keys, tokens, new SessionCache(credentials, uses, time), time),
            NullLogger<StreamWatches>.Instance
        );
    }

    [Fact]
    public async Task CheckAll_WhenATokenIsOver_EndsItsStreamsAndNotThoseOfItsKey()
    {
        var key = credentials.Add(EdgeHost.Tenant);
        var token = tokens.Make(key, [Actions.EventsRead], time.GetUtcNow() + AccessTokens.Life);
        Listen(key, "by key");
        Listen(token, "by token");

        await watches.CheckAll();
        ended.ShouldBeEmpty();
        time.Advance(AccessTokens.Life);
        await watches.CheckAll();

        ended.ShouldBe(["by token"]);
    }

    [Fact]
    public async Task CheckAll_WhenNobodyCanSay_EndsTheStreams()
    {
        Listen(credentials.Add(EdgeHost.Tenant), "by key");

        credentials.Failure = new InvalidOperationException("The database is away.");
        await watches.CheckAll();

        ended.ShouldBe(["by key"]);
    }

    private void Listen(string secret, string name) =>
        watches.Add(
            new ShownCredential($"Bearer {secret}", null),
            "key_0",
            new EventListener(streams: null!, new TenantStream(EdgeHost.Tenant, 0), () => ended.Add(name))
        );
}
