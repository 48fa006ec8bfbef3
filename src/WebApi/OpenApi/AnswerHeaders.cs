using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>The headers of answers, described once and referred to by each.</summary>
internal static class AnswerHeaders
{
    private static readonly string[] OfAll =
    [
        HeaderNames.RequestId,
        HeaderNames.Version,
        HeaderNames.RateLimitPolicy,
        HeaderNames.RateLimit,
        HeaderNames.AllowOrigin,
    ];

    private static readonly Dictionary<string, (string Description, string Example)> Known = new(StringComparer.Ordinal)
    {
        [HeaderNames.RequestId] = (
            "Names this request; say it when you ask for help.",
            "req_01kb5z3q7v8m2x4c6d8f0g1h2j"
        ),
        [HeaderNames.Version] = ("The version of the API that answered.", ApiVersions.Current),
        [HeaderNames.RateLimitPolicy] = (
            "The share of the organisation: q requests in w seconds. Absent where nobody is signed in.",
            "\"keys\";q=6000;w=60"
        ),
        [HeaderNames.RateLimit] = (
            "What is left of it: r requests at once, all again in t seconds. Absent where nobody is signed in.",
            "\"keys\";r=5987;t=1"
        ),
        [HeaderNames.AllowOrigin] = (
            "Pages of this installation alone may read answers.",
            "https://binome.example.com"
        ),
        ["ETag"] = ("The version of the resource, for If-Match and If-None-Match.", "\"v7\""),
        ["Location"] = (
            "Where what was made, or the job that began, is found.",
            "/v1/imports/imp_01kb5z3q7v8m2x4c6d8f0g1h2j"
        ),
        ["Link"] = (
            "The next part of the list, rel=\"next\"; absent at its end.",
            "</v1/pairs?limit=25&cursor=AAAA>; rel=\"next\""
        ),
        ["Retry-After"] = ("Send the request again after so many seconds.", "1"),
        ["WWW-Authenticate"] = ("How to authenticate (RFC 6750).", "Bearer realm=\"binome\""),
        ["Content-Language"] = ("en or fr.", "en"),
        [HeaderNames.IdempotentReplayed] = ("true when this is the kept answer to an earlier request.", "true"),
    };

    public static JsonObject Components()
    {
        var all = new JsonObject();
        foreach (var (name, (description, example)) in Known)
        {
            var schema = new JsonObject { ["type"] = "string", ["examples"] = new JsonArray(example) };
            SchemaBounds.Put(schema, name);
            all[name] = new JsonObject { ["description"] = description, ["schema"] = schema };
        }
        return all;
    }

    /// <summary>The headers of an answer that is no refusal.</summary>
    public static JsonObject Of(string method, string status, JsonObject response)
    {
        List<string> names = [.. OfAll];
        var schema = response["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>() ?? "";
        if (schema.EndsWith("List", StringComparison.Ordinal))
            names.Add("Link");
        else if (status == "304" || method == "get" || status == "200")
            names.Add("ETag");
        if (status is "201" or "202")
            names.Add("Location");
        if (method == "post")
            names.Add(HeaderNames.IdempotentReplayed);
        return Of(names);
    }

    public static JsonObject OfRefusal(int status)
    {
        List<string> names = [.. OfAll, "Content-Language"];
        if (status is 429 or 503)
            names.Add("Retry-After");
        if (status == 401)
            names.Add("WWW-Authenticate");
        return Of(names);
    }

    private static JsonObject Of(IEnumerable<string> names)
    {
        var headers = new JsonObject();
        foreach (var name in names)
            headers[name] = new JsonObject { ["$ref"] = $"#/components/headers/{name}" };
        return headers;
    }
}
