using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.Shell;

/// <summary>What every page tells the browser: nothing inline, nothing from another host, no frame round it, no copy kept.</summary>
internal static class PageProtection
{
    private const int NonceBytes = 16;
    private static readonly object NonceKey = new();

    /// <summary>Comes after routing, so that it touches pages only, and sets their language for all that follows.</summary>
    public static Task Protect(HttpContext context, RequestDelegate next)
    {
        if (!IsPage(context))
            return next(context);
        AddHeaders(context);
        PageLanguage.Enter(context);
        return next(context);
    }

    public static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    /// <summary>The one-time word by which this answer's own scripts and styles are told from injected ones.</summary>
    public static string Nonce(HttpContext context)
    {
        if (context.Items[NonceKey] is string nonce)
            return nonce;
        nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    public static void AddHeaders(HttpContext context)
    {
        var nonce = Nonce(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // Another site never learns an address of ours, and our own forms still say where they come from.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
    }
}
