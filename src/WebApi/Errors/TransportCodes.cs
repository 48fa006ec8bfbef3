namespace Binome.WebApi.Errors;

/// <summary>Failures of a request as such, before any command.</summary>
internal static class TransportCodes
{
    public const string KeyMissing = "auth.key_missing";
    public const string KeyInvalid = "auth.key_invalid";
    public const string KeyExpired = "auth.key_expired";
    public const string KeyRevoked = "auth.key_revoked";
    public const string TokenInvalid = "auth.token_invalid";
    public const string TokenExpired = "auth.token_expired";
    public const string ScopeMissing = "auth.scope_missing";
    public const string RoleMissing = "auth.role_missing";
    public const string SessionEnded = "auth.session_ended";
    public const string CrossSite = "auth.cross_site";

    public const string RateLimited = "limit.rate";
    public const string ConcurrencyLimited = "limit.concurrency";

    public const string RouteUnknown = "route.unknown";
    public const string MethodNotAllowed = "method.not_allowed";
    public const string NotAcceptable = "accept.unsupported";
    public const string UnsupportedMediaType = "body.unsupported_media_type";
    public const string BodyTooLarge = "body.too_large";
    public const string BodyMalformed = "body.malformed";
    public const string BodyDuplicateMember = "body.duplicate_member";
    public const string BodyArrayTooLong = "body.array_too_long";
    public const string BodyNullItem = "body.null_item";
    public const string BodyNul = "body.nul_character";
    public const string FieldUnknown = "field.unknown";
    public const string RequestInvalid = "request.invalid";

    public const string ParameterUnknown = "parameter.unknown";
    public const string ParameterInvalid = "parameter.invalid";
    public const string ParameterRepeated = "parameter.repeated";
    public const string VersionUnknown = "version.unknown";
    public const string CursorInvalid = "cursor.invalid";
    public const string PreconditionUnsupported = "precondition.unsupported";
    public const string PreconditionInvalid = "precondition.invalid";

    public const string IdempotencyKeyInvalid = "idempotency.key_invalid";
    public const string IdempotencyInProgress = "idempotency.in_progress";
    public const string IdempotencyOtherRequest = "idempotency.other_request";

    public const string EnrolEither = "enrolment.participants_or_filter";
    public const string AdvanceEither = "sandbox.advance_either";
    public const string SignInEither = "sandbox.sign_in_either";
    public const string Unexpected = "service.unexpected";

    public const string StreamNotAcceptable = "request.stream_only";
    public const string LastEventUnknown = "events.last_unknown";
}
