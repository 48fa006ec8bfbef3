using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Http;

/// <summary>One page of a list, newest first, by cursor.</summary>
internal static class Listing
{
    public static readonly string[] Paging = ["limit", "starting_after", "ending_before"];
    public static readonly string[] Created = ["created", "created.gt", "created.gte", "created.lt", "created.lte"];
    private const int LimitMax = 100;
    private const int LimitDefault = 10;

    public static JsonObject Page<T>(Call call, IEnumerable<T> oldestFirst)
        where T : IResource
    {
        var limit = call.Form.Whole("limit") ?? LimitDefault;
        if (limit is < 1 or > LimitMax)
            throw Refusal.Invalid(
                limit < 1
                    ? "This value must be greater than or equal to 1."
                    : $"This value must be less than or equal to {LimitMax}.",
                "limit"
            );
        var (after, before) = (call.Form.Text("starting_after"), call.Form.Text("ending_before"));
        if (after is not null && before is not null)
            throw Refusal.Invalid("You cannot parameterize both starting_after and ending_before.", "ending_before");
        List<T> all = [.. oldestFirst.Reverse()];
        var (data, more) =
            before is not null ? Before(all, Index(all, before, "ending_before"), (int)limit)
            : after is not null ? From(all, Index(all, after, "starting_after") + 1, (int)limit)
            : From(all, 0, (int)limit);
        return Render(data.Select(item => (JsonNode)item.Render()), more, call.Path);
    }

    public static JsonObject Render(IEnumerable<JsonNode> data, bool more, string url) =>
        new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. data]),
            ["has_more"] = more,
            ["url"] = url,
        };

    /// <summary>Whether an instant lies in the range a parameter names, an exact second or its bounds.</summary>
    public static bool InRange(Form form, string path, DateTimeOffset at)
    {
        if (form.At(path) is not JsonObject)
            return form.Moment(path) is not { } exact || exact == at;
        return (form.Moment($"{path}.gt") is not { } gt || at > gt)
            && (form.Moment($"{path}.gte") is not { } gte || at >= gte)
            && (form.Moment($"{path}.lt") is not { } lt || at < lt)
            && (form.Moment($"{path}.lte") is not { } lte || at <= lte);
    }

    private static (List<T>, bool) From<T>(List<T> all, int start, int limit) =>
        ([.. all.Skip(start).Take(limit)], all.Count > start + limit);

    private static (List<T>, bool) Before<T>(List<T> all, int end, int limit)
    {
        var start = Math.Max(0, end - limit);
        return (all[start..end], start > 0);
    }

    private static int Index<T>(List<T> all, string id, string param)
        where T : IResource
    {
        var at = all.FindIndex(item => item.Id == id);
        return at >= 0 ? at : throw Refusal.Missing("object", id, param);
    }
}
