using System.Text.Json.Nodes;
using Binome.Api.Tests.House;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Contract;

/// <summary>The description of the API: complete, clean to others' rules, and nothing taken back that was released.</summary>
[Collection(WholeProduct.Name)]
public sealed class DescriptionTests(ApiFixture house)
{
    private const string Update = "BINOME_UPDATE_CONTRACT";
    private static readonly string Released = Path.Combine(Node.Root, "docs", "openapi", "v1.json");

    [NodeFact]
    public async Task Description_UnderSpectralAndTheRulesOfOwasp_HasNoFinding()
    {
        using var folder = Node.NewFolder();
        await File.WriteAllTextAsync(folder["v1.json"], await Text());
        var rules = Path.Combine(Node.Tests, "Api", "Contract", "spectral.yaml");
        var (exitCode, said) = await Node.Run(
            Node.Tool("spectral"),
            Node.Tests,
            "lint",
            "--fail-severity=hint",
            "--ruleset",
            rules,
            folder["v1.json"]
        );
        exitCode.ShouldBe(0, said);
        said.ShouldContain("No results with a severity of 'hint' or higher found!");
    }

    [Fact]
    public async Task Description_TakesNothingBack_ThatWasReleased()
    {
        var now = await Text();
        if (Environment.GetEnvironmentVariable(Update) == "1")
            await File.WriteAllTextAsync(Released, Indented(now));
        var released = JsonNode.Parse(await File.ReadAllTextAsync(Released))!.AsObject();
        BreakingChanges
            .Between(released, JsonNode.Parse(now)!.AsObject())
            .ShouldBeEmpty(
                $"Clients of the released description would break. Keep what is there, or bring it in with a new Binome-Version; "
                    + $"{Update}=1 releases the description as it is now into {Released}."
            );
    }

    [Fact]
    public async Task Description_HasEveryRoute_WithItsNameWordsExampleAndRefusals()
    {
        var paths = JsonNode.Parse(await Text())!["paths"]!.AsObject();
        var names = new HashSet<string>();
        foreach (var route in house.Routes)
        foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
        {
            var what = $"{method} {route.RoutePattern.RawText}";
            var operation = paths[route.RoutePattern.RawText!.TrimEnd('/')]?[method.ToLowerInvariant()];
            operation.ShouldNotBeNull(what);
            names.Add(operation["operationId"]!.GetValue<string>()).ShouldBeTrue(what);
            operation["description"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(what);
            var responses = operation["responses"]!.AsObject();
            foreach (var status in (string[])["400", "401", "403", "406", "429", "500", "503"])
                responses.ContainsKey(status).ShouldBeTrue($"{what} {status}");
            if (route.RoutePattern.Parameters.Count > 0)
                responses.ContainsKey("404").ShouldBeTrue(what);
            responses
                .Where(response => response.Key[0] == '2')
                .ShouldAllBe(response => HasExample(response.Value!), what);
            if (operation["requestBody"] is { } body)
                HasExample(body).ShouldBeTrue(what);
        }
        names.Count.ShouldBeGreaterThan(90);
    }

    private static bool HasExample(JsonNode holder) =>
        holder["content"]!.AsObject().All(content => content.Value!["example"] is not null);

    private async Task<string> Text()
    {
        using var response = await house.Alize.Api.Send("GET", "/openapi/v1.json");
        return await response.Content.ReadAsStringAsync();
    }

    private static string Indented(string json) =>
        JsonNode
            .Parse(json)!
            .ToJsonString(
                new()
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
}
