using System.Text.Json.Nodes;

namespace Binome.Api.Tests.Contract;

public sealed class BreakingChangesTests
{
    private const string Released = """
        {"paths":{"/v1/pairs":{"post":{"operationId":"openPair",
          "parameters":[{"$ref":"#/components/parameters/Limit"}],
          "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/OpenPair"}}}},
          "responses":{"201":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pair"}}}},"400":{}}}}},
         "components":{"parameters":{"Limit":{"name":"limit","in":"query","schema":{"type":"integer","maximum":100}}},
          "schemas":{
           "OpenPair":{"type":"object","required":["mentor"],"properties":{"mentor":{"type":"string","maxLength":40},"why":{"type":["string","null"]}}},
           "Pair":{"type":"object","required":["id","phase"],"properties":{"id":{"type":"string"},"phase":{"type":"string","enum":["active","closed"]}}}}}}
        """;

    [Fact]
    public void Between_TheSame_IsNothing() => Between(_ => { }).ShouldBeEmpty();

    [Fact]
    public void Between_WhatOnlyGrew_IsNothing() =>
        Between(document =>
            {
                Schema(document, "Pair")["properties"]!["mentor"] = JsonNode.Parse("""{"type":"string"}""");
                Schema(document, "OpenPair")["properties"]!["note"] = JsonNode.Parse("""{"type":"string"}""");
                Schema(document, "Pair")["properties"]!["phase"]!["enum"]!.AsArray().Add("paused");
                document["paths"]!["/v1/more"] = JsonNode.Parse("""{"get":{"operationId":"more","responses":{}}}""");
            })
            .ShouldBeEmpty();

    public static TheoryData<string, Action<JsonObject>> Breaks =>
        new()
        {
            { "POST /v1/pairs: is gone", document => document["paths"]!.AsObject().Remove("/v1/pairs") },
            { "is called", document => Operation(document)["operationId"] = "open" },
            { "201: is no longer answered", document => Operation(document)["responses"]!.AsObject().Remove("201") },
            { "/phase: is gone", document => Schema(document, "Pair")["properties"]!.AsObject().Remove("phase") },
            {
                "/phase: has no",
                document => Schema(document, "Pair")["properties"]!["phase"]!["enum"]!.AsArray().RemoveAt(0)
            },
            { "/id: may be absent", document => Schema(document, "Pair")["required"]!.AsArray().RemoveAt(0) },
            { "/id: is integer", document => Schema(document, "Pair")["properties"]!["id"]!["type"] = "integer" },
            {
                "/why: has become necessary",
                document => Schema(document, "OpenPair")["required"]!.AsArray().Add("why")
            },
            { "/why: is string", document => Schema(document, "OpenPair")["properties"]!["why"]!["type"] = "string" },
            {
                "/mentor: maxLength is lower",
                document => Schema(document, "OpenPair")["properties"]!["mentor"]!["maxLength"] = 20
            },
            { "query limit: maximum is lower", document => Parameter(document)["schema"]!["maximum"] = 50 },
            { "query limit: has become necessary", document => Parameter(document)["required"] = true },
            { "query limit: is gone", document => Operation(document)["parameters"]!.AsArray().Clear() },
        };

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public void Between_WhatAClientCouldRelyOn_IsSaid(string expected, Action<JsonObject> change) =>
        Between(change).ShouldHaveSingleItem().ShouldContain(expected);

    private static IReadOnlyCollection<string> Between(Action<JsonObject> change)
    {
        var now = JsonNode.Parse(Released)!.AsObject();
        change(now);
        return BreakingChanges.Between(JsonNode.Parse(Released)!.AsObject(), now);
    }

    private static JsonNode Operation(JsonObject document) => document["paths"]!["/v1/pairs"]!["post"]!;

    private static JsonNode Schema(JsonObject document, string name) => document["components"]!["schemas"]![name]!;

    private static JsonNode Parameter(JsonObject document) => document["components"]!["parameters"]!["Limit"]!;
}
