using System.Text.Json.Serialization;

namespace Binome.WebApi.Errors;

/// <summary>An error answer (RFC 9457), <c>application/problem+json</c>.</summary>
/// <param name="Type">A stable URN of the kind of problem.</param>
/// <param name="Title">What kind of problem it is, in the caller's language.</param>
/// <param name="Detail">What is wrong and what to do, in the caller's language.</param>
/// <param name="Instance">The path that was asked for.</param>
/// <param name="Code">A stable code such as <c>pair.ended</c>.</param>
/// <param name="Errors">Each member or parameter at fault.</param>
/// <param name="RequestId">The id to name when asking for help.</param>
internal sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Code,
    ImmutableArray<ProblemPart> Errors,
    string RequestId
);

/// <param name="Pointer">JSON pointer to the member of the body at fault.</param>
/// <param name="Parameter">The query parameter at fault.</param>
internal sealed record ProblemPart(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter,
    string Code,
    string Message
);
