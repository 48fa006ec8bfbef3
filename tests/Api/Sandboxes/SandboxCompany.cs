using Binome.Api.Tests.House;
using Binome.Contracts.Sandboxes;
using Binome.WebApi.Authentication;

namespace Binome.Api.Tests.Sandboxes;

/// <summary>A company with a test key, as its owner would make one.</summary>
internal static class SandboxCompany
{
    /// <summary>A live company and the API under a key of its sandbox.</summary>
    public static async Task<(NewTenant Live, ApiClient Test)> WithTestKey(this ApiFixture house, string name)
    {
        var live = await house.NewTenant(name);
        return (live, await house.TestKey(live.Owner));
    }

    public static async Task<ApiClient> TestKey(this ApiFixture house, ApiClient owner)
    {
        var key = await owner.Post("/v1/api_keys", """{"name":"Trying out","livemode":false}""");
        key.Text("secret").ShouldStartWith("bn_test_");
        return house.WithKey(key.Text("secret"));
    }

    /// <summary>The API as somebody of the sandbox.</summary>
    public static async Task<ApiClient> SignedIn(this ApiFixture house, ApiClient test, string who)
    {
        var made = await test.Post("/v1/sandbox/sign_ins", who);
        var person = await new Person(house.Address).Redeem(made.Text("token"));
        return house.WithSession(person);
    }

    /// <summary>A whole company in the sandbox of another.</summary>
    public static async Task<Company> Found(ApiFixture house, Company live, string name)
    {
        var test = await house.TestKey(live.Owner);
        var owner = await house.SignedIn(test, """{"role":"owner"}""");
        return await Company.Found(new NewTenant(Sandbox.Of(live.Tenant), test, owner), name);
    }
}
