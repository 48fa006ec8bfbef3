using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Authentication;

/// <summary>OAuth 2.0 client credentials, as RFC 6749 has them.</summary>
[Collection(WholeProduct.Name)]
public sealed class AccessTokenTests(ApiFixture house)
{
    private static readonly TimeSpan RevokedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Token_ByTheForm_StandsForTheKey_WithTheScopesAskedFor()
    {
        var (id, secret) = await NewKey("participants:read", "pairs:read");
        using var response = await Ask(Form(id, secret, "pairs:read"));
        var token = await response.Json();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Pragma.ToString().ShouldBe("no-cache");
        token.Text("token_type").ShouldBe("Bearer");
        token.Number("expires_in").ShouldBe(900);
        token.Text("scope").ShouldBe("pairs:read");

        var api = house.WithKey(token.Text("access_token"));
        (await api.Get("/v1/pairs")).Data().Count.ShouldBe(Company.Pairs);
        using var people = await api.Send("GET", "/v1/participants");
        await people.ShouldBeProblem(403, TransportCodes.ScopeMissing);
    }

    [Fact]
    public async Task Token_ByBasic_WithoutScope_HasAllOfTheKey()
    {
        var (id, secret) = await NewKey("participants:read", "pairs:read");
        using var response = await Ask(new() { ["grant_type"] = "client_credentials" }, (id, secret));
        (await response.Json())
            .Text("scope")
            .Split(' ')
            .ShouldBe(["participants:read", "pairs:read"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("grant_type", "", 400, "invalid_request")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("scope", "members:write", 400, "invalid_scope")]
    [InlineData("scope", "pairs:write", 400, "invalid_scope")]
    [InlineData("client_secret", "", 401, "invalid_client")]
    [InlineData("client_secret", "bn_live_wrong", 401, "invalid_client")]
    [InlineData("client_id", "key_another", 401, "invalid_client")]
    public async Task Token_WhenAskedWrongly_IsRefusedInTheWordsOfTheStandard(
        string name,
        string value,
        int status,
        string error
    )
    {
        var (id, secret) = await NewKey("pairs:read");
        var form = Form(id, secret, "pairs:read");
        form[name] = value;
        using var response = await Ask(form);
        await ShouldRefuse(response, status, error);
        if (status == 401)
            response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Basic");
    }

    [Fact]
    public async Task Token_WhenTheClientSaysTwiceWhoItIs_OrInTheAddress_IsRefused()
    {
        var (id, secret) = await NewKey("pairs:read");
        using var both = await Ask(Form(id, secret, null), (id, secret));
        await ShouldRefuse(both, 400, "invalid_request");
        using var inAddress = await Ask(Form(id, secret, null), address: "/oauth/token?client_secret=x");
        await ShouldRefuse(inAddress, 400, "invalid_request");
        using var http = new HttpClient { BaseAddress = house.Address };
        using var twice = await http.PostAsync(
            "/oauth/token",
            new StringContent(
                $"grant_type=client_credentials&grant_type=client_credentials&client_id={id}&client_secret={secret}",
                Encoding.UTF8,
                "application/x-www-form-urlencoded"
            )
        );
        await ShouldRefuse(twice, 400, "invalid_request");
        using var json = await http.PostAsync(
            "/oauth/token",
            new StringContent("{}", Encoding.UTF8, "application/json")
        );
        await ShouldRefuse(json, 400, "invalid_request");
    }

    [Fact]
    public async Task Token_EndsWithItsKey()
    {
        var (id, secret) = await NewKey("pairs:read");
        using var given = await Ask(Form(id, secret, null));
        var api = house.WithKey((await given.Json()).Text("access_token"));
        await api.Get("/v1/pairs");
        (await house.Grains(house.Alize.Tenant).Tenant().RevokeKey(id)).Succeeded.ShouldBeTrue();

        // ApiKeyCacheTests holds how soon: within two seconds. Here it is seen to come.
        using var limit = new CancellationTokenSource(RevokedWithin);
        while ((await api.Send("GET", "/v1/pairs")).StatusCode == HttpStatusCode.OK)
            await Task.Delay(PollEvery, limit.Token);
        using var refused = await api.Send("GET", "/v1/pairs");
        await refused.ShouldBeProblem(401, TransportCodes.KeyRevoked);
        using var another = await Ask(Form(id, secret, null));
        await ShouldRefuse(another, 401, "invalid_client");
    }

    [Fact]
    public async Task Token_ThatIsNoneOfOurs_Is401()
    {
        foreach (var token in (string[])["bn_at_", "bn_at_CfDJ8A", "bn_at_" + new string('A', 5_000)])
        {
            using var response = await house.WithKey(token).Send("GET", "/v1/pairs");
            await response.ShouldBeProblem(401, TransportCodes.TokenInvalid);
        }
    }

    [Fact]
    public async Task Client_ThatFailsTooOften_Waits_WhileOthersAreServed()
    {
        var (id, secret) = await NewKey("pairs:read");
        for (var failures = 0; failures < WebApi.Members.SignInThrottle.ClientFailuresMax; failures++)
            (await Ask(Form("key_guessed", "bn_live_guess", null))).Dispose();
        using var blocked = await Ask(Form("key_guessed", "bn_live_guess", null));
        await ShouldRefuse(blocked, 429, "temporarily_unavailable");
        blocked.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(1);
        using var served = await Ask(Form(id, secret, null));
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<(string Id, string Secret)> NewKey(params string[] scopes)
    {
        var made = await house.Grains(house.Alize.Tenant).Tenant().CreateKey(new("oauth", [.. scopes], null));
        return (made.Value.Key.Id, made.Value.Secret);
    }

    private static Dictionary<string, string> Form(string id, string secret, string? scope)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        };
        if (scope is not null)
            form["scope"] = scope;
        return form;
    }

    private async Task<HttpResponseMessage> Ask(
        Dictionary<string, string> form,
        (string Id, string Secret)? basic = null,
        string address = "/oauth/token"
    )
    {
        using var http = new HttpClient { BaseAddress = house.Address };
        if (basic is { } client)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{client.Secret}"))
            );
        return await http.PostAsync(address, new FormUrlEncodedContent(form));
    }

    private static async Task ShouldRefuse(HttpResponseMessage response, int status, string error)
    {
        var refusal = await response.Json();
        ((int)response.StatusCode).ShouldBe(status, refusal.GetRawText());
        refusal.Text("error").ShouldBe(error);
        refusal.Text("error_description").ShouldNotBeNullOrEmpty();
        refusal.GetRawText().ShouldNotContain("bn_live_");
    }
}
