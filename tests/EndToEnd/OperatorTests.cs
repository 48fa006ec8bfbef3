using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Binome.EndToEnd.Tests;

public sealed class OperatorTests
{
    [Fact]
    public async Task Verbs_WhileTheServerRuns_AndWhenItDoesNot_WorkAlike()
    {
        using var data = new DataFolder();
        var first = await BinomeProcess.NewTenant(data.Path, "Before");
        await using var binome = await BinomeProcess.Start(data.Path);
        var second = await BinomeProcess.NewTenant(data.Path, "While");

        foreach (var key in (string[])[first, second])
        {
            using var client = binome.Client(key);
            (await client.Status("/v1/participants")).ShouldBe(HttpStatusCode.OK);
        }
        var (code, text, _) = await BinomeProcess.Verb(data.Path, "tenants", "list");
        code.ShouldBe(0);
        text.ShouldContain("Before");
        text.ShouldContain("While");
    }

    [Fact]
    public async Task RevokedKey_WithinFiveSeconds_IsRefused()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        var (_, made, _) = await BinomeProcess.Verb(data.Path, "tenants", "create", "--name", "Acme", "--json");
        using var json = JsonDocument.Parse(made);
        var tenant = json.RootElement.GetProperty("tenant").GetProperty("id").GetString()!;
        var key = json.RootElement.GetProperty("key");
        using var client = binome.Client(key.GetProperty("secret").GetString()!);
        (await client.Status("/v1/pairs")).ShouldBe(HttpStatusCode.OK);

        var id = key.GetProperty("id").GetString()!;
        var (code, _, errors) = await BinomeProcess.Verb(data.Path, "keys", "revoke", "--tenant", tenant, "--key", id);

        code.ShouldBe(0, errors);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await client.Status("/v1/pairs") != HttpStatusCode.Unauthorized)
            await Task.Delay(50, limit.Token);
    }

    [Fact]
    public async Task SetupLink_OfAFreshInstallation_MakesTheFirstOwner_Once()
    {
        using var data = new DataFolder();
        await using var binome = await BinomeProcess.Start(data.Path);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!binome.Output.Contains("/setup?token=", StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);
        var token = binome.Output.Split("/setup?token=")[1].Split('\n')[0].Trim();
        var body = new
        {
            token,
            organisation = "Acme",
            name = "Ada",
            email = "ada@acme.example",
            language = "en",
        };
        using var http = new HttpClient { BaseAddress = binome.Address };
        http.DefaultRequestHeaders.Add("Origin", binome.Address.GetLeftPart(UriPartial.Authority));

        using var first = await http.PostAsJsonAsync("/v1/sign_in/setup", body, limit.Token);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        using var again = await http.PostAsJsonAsync("/v1/sign_in/setup", body, limit.Token);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Verb_WithBadInput_EndsWithAClearLine()
    {
        using var data = new DataFolder();
        var (code, _, errors) = await BinomeProcess.Verb(data.Path, "keys", "list", "--tenant", "ten_nobody");
        code.ShouldNotBe(0);
        errors.ShouldContain("tenant");
        errors.ShouldNotContain("   at ");
    }
}
