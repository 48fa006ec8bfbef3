namespace Binome.WebApi.Http;

/// <summary>A code and its words in the caller's language.</summary>
internal sealed record CodeView(string Code, string Message)
{
    public static CodeView? Of(string? code, Language language) =>
        code is null ? null : new(code, ErrorCatalogue.Of(code).In(language, []));
}
