using System.Net;
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
    public async Task Verb_WithBadInput_EndsWithAClearLine()
    {
        using var data = new DataFolder();
        var (code, _, errors) = await BinomeProcess.Verb(data.Path, "keys", "list", "--tenant", "ten_nobody");
        code.ShouldNotBe(0);
        errors.ShouldContain("tenant");
        errors.ShouldNotContain("   at ");
    }
}
