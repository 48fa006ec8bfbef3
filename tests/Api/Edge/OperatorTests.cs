using System.Net;
using System.Net.Http.Json;
using Binome.Contracts.Tenants;

namespace Binome.Api.Tests.Edge;

public sealed class OperatorTests : IAsyncLifetime
{
    private EdgeHost host = null!;
    private HttpClient operatorClient = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        operatorClient = host.OperatorClient();
        host.Grains.Answer = (key, method, arguments) =>
            method.Name switch
            {
                nameof(ITenantGrain.Create) => Task.FromResult<Outcome<TenantRow>>(
                    new TenantRow(key[..key.IndexOf('/')], ((CreateTenant)arguments[0]!).Name, Samples.Noon)
                ),
                nameof(ITenantGrain.CreateKey) => Task.FromResult<Outcome<CreatedKey>>(
                    new CreatedKey(
                        new ApiKeyRow("key_1", "n", "hash", "last", [], Samples.Noon, null, null),
                        "bn_live_secret"
                    )
                ),
                _ => Task.FromResult<Outcome<ApiKeyRow>>(Failure.Of(FailureCodes.KeyUnknown)),
            };
    }

    public async Task DisposeAsync()
    {
        operatorClient.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task CreateTenant_OverTheSocket_AnswersTheTenantAndItsFirstKey()
    {
        using var response = await operatorClient.PostAsJsonAsync("/operator/tenants", new { name = "Acme" });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await response.Json();
        made.GetProperty("tenant").GetProperty("name").GetString().ShouldBe("Acme");
        made.GetProperty("key").GetProperty("secret").GetString().ShouldBe("bn_live_secret");
        made.GetRawText().ShouldNotContain("hash");
    }

    [Fact]
    public async Task ListKeys_NeverHoldsASecretOrAHash()
    {
        using var response = await operatorClient.GetAsync($"/operator/tenants/{EdgeHost.Tenant}/keys");
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        text.ShouldNotContain("secret");
        text.ShouldNotContain("hash");
    }

    [Theory]
    [InlineData("POST", "/operator/tenants")]
    [InlineData("GET", "/operator/tenants")]
    [InlineData("GET", "/operator/tenants/" + EdgeHost.Tenant + "/keys")]
    public async Task Operator_OverTheNetwork_IsNotThere(string method, string path)
    {
        using var response = await host.Send(method, path, method == "POST" ? """{"name":"Acme"}""" : null);
        await response.ShouldBeProblem(404, TransportCodes.RouteUnknown);
        host.Grains.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task RevokeKey_WhenUnknown_Is404()
    {
        var key = Ids.New(Ids.ApiKey, Samples.Noon);
        using var response = await operatorClient.PostAsync(
            $"/operator/tenants/{EdgeHost.Tenant}/keys/{key}/revoke",
            null
        );
        await response.ShouldBeProblem(404, FailureCodes.KeyUnknown);
    }
}
