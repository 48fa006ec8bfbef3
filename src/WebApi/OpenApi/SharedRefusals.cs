using System.Text.Json.Nodes;

namespace Binome.WebApi.OpenApi;

/// <summary>Every way in which a request is refused, once for all operations.</summary>
internal static class SharedRefusals
{
    /// <summary>Status, name, what it says, and the code of its example.</summary>
    private static readonly (int Status, string Name, string Description, string Code)[] All =
    [
        (400, "BadRequest", "The request can't be read: what is wrong stands in errors.", FailureCodes.Required),
        (401, "NotAuthenticated", "The credential is missing, invalid, expired or revoked.", TransportCodes.KeyMissing),
        (
            403,
            "NotAllowed",
            "The key lacks the scope, the person lacks the role, or only a person may do it.",
            TransportCodes.ScopeMissing
        ),
        (404, "NotFound", "There is no such resource for this caller.", FailureCodes.NotFound),
        (406, "NotAcceptable", "Answers are of the type that the operation names.", TransportCodes.NotAcceptable),
        (
            409,
            "Conflict",
            "The current state does not allow it, or the same Idempotency-Key is still at work.",
            TransportCodes.IdempotencyInProgress
        ),
        (410, "Gone", "It was there and is no more.", FailureCodes.LinkSpent),
        (
            412,
            "PreconditionFailed",
            "If-Match names another version than the current one.",
            FailureCodes.VersionMismatch
        ),
        (413, "TooLarge", "The body is too large.", TransportCodes.BodyTooLarge),
        (
            415,
            "UnsupportedMediaType",
            "The body is of a type the address does not take.",
            TransportCodes.UnsupportedMediaType
        ),
        (
            422,
            "CannotBeCarriedOut",
            "It can be read but not carried out, or the Idempotency-Key belongs to another request.",
            TransportCodes.IdempotencyOtherRequest
        ),
        (
            429,
            "TooManyRequests",
            "Too many requests of this organisation: send it again after Retry-After.",
            TransportCodes.RateLimited
        ),
        (500, "Unexpected", "Something went wrong on our side; name the request_id.", TransportCodes.Unexpected),
        (503, "Busy", "Busy: send the request again after Retry-After.", FailureCodes.Busy),
    ];

    public static string? DescriptionOf(int status) => All.FirstOrDefault(one => one.Status == status).Description;

    /// <summary>What stands in an operation for this status; null for one that is no refusal of ours.</summary>
    public static JsonObject? Reference(string status, JsonObject response) =>
        response["content"]?[Problems.ContentType] is not null
        && All.FirstOrDefault(one => $"{one.Status}" == status).Name is { } name
            ? new JsonObject { ["$ref"] = $"#/components/responses/{name}" }
            : null;

    public static JsonObject Components(JsonObject schemas)
    {
        var all = new JsonObject();
        foreach (var (status, name, description, code) in All)
            all[name] = new JsonObject
            {
                ["description"] = description,
                ["headers"] = AnswerHeaders.OfRefusal(status),
                ["content"] = new JsonObject
                {
                    [Problems.ContentType] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                        ["example"] = Example(status, code),
                    },
                },
            };
        return all;
    }

    private static JsonObject Example(int status, string code) =>
        new()
        {
            ["type"] = $"urn:binome:problem:{code}",
            ["title"] = ErrorCatalogue.Title(status, Language.English),
            ["status"] = status,
            ["detail"] = ErrorCatalogue.Of(code).In(Language.English, []),
            ["instance"] = "/v1/pairs",
            ["code"] = code,
            ["errors"] = new JsonArray(),
            ["request_id"] = "req_01kb5z3q7v8m2x4c6d8f0g1h2j",
        };
}
