using System.Text.Json;
using Binome.WebApi.Authentication;

namespace Binome.WebApi.Errors;

/// <summary>The one way from a failure to an HTTP answer.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>A pointer that starts with this names a query parameter instead of a member of the body.</summary>
    public const char ParameterMark = '?';

    private const int InstanceCharactersMax = 256;
    private const string RetryAfterSeconds = "1";

    public static Answer Answer(HttpContext context, Failure failure)
    {
        var language = Languages.Of(context.Request);
        var entry = ErrorCatalogue.Of(failure.Code);
        var view = new ProblemView(
            $"urn:binome:problem:{failure.Code}",
            ErrorCatalogue.Title(entry.Status, language),
            entry.Status,
            entry.In(language, failure.Arguments),
            Instance(context.Request.Path),
            failure.Code,
            Parts(failure, language),
            context.TraceIdentifier
        );
        return new Answer(entry.Status, JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Info<ProblemView>()))
        {
            ContentType = ContentType,
            ContentLanguage = language.Tag(),
            RetryAfter = entry.Status switch
            {
                StatusCodes.Status503ServiceUnavailable => RetryAfterSeconds,
                StatusCodes.Status429TooManyRequests => failure.Arguments.FirstOrDefault(RetryAfterSeconds),
                _ => null,
            },
        };
    }

    public static Answer Answer(HttpContext context, string code, params ReadOnlySpan<string> arguments) =>
        Answer(context, Failure.Of(code, arguments));

    /// <summary>What the caller's roles, or the key's scopes, do not allow.</summary>
    public static Answer Forbidden(HttpContext context, string action) =>
        Answer(
            context,
            context.User.Identity is MemberIdentity ? TransportCodes.RoleMissing : TransportCodes.ScopeMissing,
            action
        );

    private static ImmutableArray<ProblemPart> Parts(Failure failure, Language language)
    {
        var parts = ImmutableArray.CreateBuilder<ProblemPart>(failure.Others.Length + 1);
        if (failure.Pointer is not null)
            parts.Add(Part(failure, language));
        foreach (var other in failure.Others)
            parts.Add(Part(other, language));
        return parts.ToImmutable();
    }

    private static ProblemPart Part(Failure failure, Language language)
    {
        var message = ErrorCatalogue.Of(failure.Code).In(language, failure.Arguments);
        return failure.Pointer is [ParameterMark, .. var parameter]
            ? new ProblemPart(null, parameter, failure.Code, message)
            : new ProblemPart(failure.Pointer, null, failure.Code, message);
    }

    private static string Instance(PathString path)
    {
        var text = path.ToUriComponent();
        return text.Length <= InstanceCharactersMax ? text : text[..InstanceCharactersMax];
    }
}
