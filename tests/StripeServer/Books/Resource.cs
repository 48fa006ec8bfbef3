using System.Text.Json.Nodes;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Books;

/// <summary>Something the API knows by an id.</summary>
internal interface IResource
{
    string Id { get; }
    DateTimeOffset Created { get; }

    /// <summary>The test clock it is bound to; null when it lives in the account's own time.</summary>
    string? Clock => null;

    /// <summary>Whether it is kept only to be named; no parameter may name it.</summary>
    bool Deleted => false;

    /// <summary>Its whole JSON, as the API answers it.</summary>
    JsonObject Render();
}

/// <summary>What is stored of one kind, oldest first.</summary>
internal sealed class Shelf<T>(string kind)
    where T : class, IResource
{
    private readonly List<T> order = [];
    private readonly Dictionary<string, T> byId = [];

    public IReadOnlyList<T> All => order;

    public T Add(T resource)
    {
        byId.Add(resource.Id, resource);
        order.Add(resource);
        return resource;
    }

    public void Remove(T resource)
    {
        byId.Remove(resource.Id);
        order.Remove(resource);
    }

    public T? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The one the path names; 404 when there is none.</summary>
    public T OfPath(Call call) => Find(call.Id) ?? throw call.NotFound(kind);

    /// <summary>The one a parameter names; null when it is absent, 400 when there is no such thing.</summary>
    public T? OfParameter(Call call, string path)
    {
        if (call.Form.Text(path) is not { } id)
            return null;
        return Find(id) is { Deleted: false } found
            ? found
            : throw Refusal.Missing(kind, id, call.Form.Bracketed(path));
    }
}

internal static class Json
{
    public static JsonNode Unix(this DateTimeOffset at) => JsonValue.Create(at.ToUnixTimeSeconds());

    public static JsonNode? Unix(this DateTimeOffset? at) => at is { } known ? known.Unix() : null;

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));

    public static DateTimeOffset Seconds(this DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
