using System.Text.Json.Nodes;
using Binome.StripeServer.Books;

namespace Binome.StripeServer.Http;

/// <summary>One request of the API, read and admitted.</summary>
internal sealed record Call(Account Account, Form Form, string? Id, string Path)
{
    public Refusal NotFound(string kind) => Refusal.Missing(kind, Id!, "id", 404);

    /// <summary>What the metadata becomes: keys merge, an empty value removes its key, an empty map removes all.</summary>
    public void Merge(Dictionary<string, string> metadata, string path = "metadata")
    {
        if (Form.Cleared(path))
            metadata.Clear();
        if (Form.At(path) is not JsonObject sent)
            return;
        foreach (var (key, value) in sent)
            if (value!.GetValue<string>() is { Length: > 0 } text)
                metadata[key] = text;
            else
                metadata.Remove(key);
    }
}

/// <summary>One operation of the API: where it is, what it takes and answers, by the names of the official types.</summary>
/// <param name="Params">The type of its parameters, such as <c>Stripe.CustomerCreateParams</c>.</param>
/// <param name="Answer">The type of its answer, such as <c>Stripe.Customer</c>.</param>
/// <param name="Accepts">Every parameter it knows; <c>items[].price</c> is in a list, <c>metadata.*</c> is a free map.</param>
internal sealed record Operation(
    string Method,
    string Path,
    string Params,
    string Answer,
    string[] Accepts,
    Func<Call, JsonObject> Handle
)
{
    public string Name => $"{Method} {Path}";

    /// <summary>Refuses what the operation does not know, as the API does.</summary>
    public void Admit(Form form)
    {
        foreach (var (pattern, name) in FormReading.Leaves(form.Root))
            if (pattern != "expand[]" && !Accepts.Any(accepted => Matches(accepted, pattern)))
                throw Refusal.Invalid($"Received unknown parameter: {name}", name, "parameter_unknown");
    }

    private static bool Matches(string accepted, string pattern) =>
        accepted == pattern
        || accepted.EndsWith(".*", StringComparison.Ordinal)
            && (pattern.StartsWith(accepted[..^1], StringComparison.Ordinal) || pattern == accepted[..^2]);
}
