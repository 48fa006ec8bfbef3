using System.Text.Json.Nodes;

namespace Binome.StripeServer.Http;

/// <summary>An answer that is an error, in Stripe's shape.</summary>
internal sealed class Refusal(int status, string type, string message, string? code = null, string? param = null)
    : Exception(message)
{
    public int Status => status;

    /// <summary>Whether the request had begun to run; only then is its answer kept under its idempotency key.</summary>
    public bool Ran { get; init; }

    /// <summary>Why an issuer declined; on card errors alone.</summary>
    public string? DeclineCode { get; init; }

    public static Refusal Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message, code, param);

    /// <summary>An object named in the path (404) or in a parameter (400) that is not there.</summary>
    public static Refusal Missing(string kind, string id, string param, int status = 400) =>
        new(status, "invalid_request_error", $"No such {kind}: '{id}'", "resource_missing", param);

    public static Refusal Card(string message, string code, string? decline) =>
        new(402, "card_error", message, code) { DeclineCode = decline, Ran = true };

    public JsonObject Render(string request)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = Message };
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }
        if (DeclineCode is not null)
            error["decline_code"] = DeclineCode;
        if (param is not null)
            error["param"] = param;
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{request}";
        return new JsonObject { ["error"] = error };
    }
}
