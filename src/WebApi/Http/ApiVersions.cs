using System.Globalization;
using Binome.Contracts.Integrations;

namespace Binome.WebApi.Http;

/// <summary>
/// The versions of the API, each named after the day it came. A key keeps the one it was made under; the header asks for another, for
/// one request.
/// </summary>
internal static class ApiVersions
{
    /// <summary>What keys have that were made before versions were kept.</summary>
    public const string First = "2026-11-28";
    public const string Current = EventVersions.Current;

    /// <summary>Oldest first. A version that is to go carries when it was deprecated and when it ends.</summary>
    public static readonly ImmutableArray<ApiVersion> All = [new(First, Deprecation: null)];

    /// <summary>The version a request asks for, or that of its credential; null when there is none of that name.</summary>
    public static ApiVersion? Of(HttpRequest request, string? pinned)
    {
        var asked = request.Headers[HeaderNames.Version];
        return Find(asked.Count == 0 ? pinned ?? Current : asked.ToString().Trim());
    }

    /// <param name="pointer">Where it was named.</param>
    public static Failure Unknown(string pointer) =>
        Failure.At(pointer, TransportCodes.VersionUnknown, string.Join(", ", All.Select(version => version.Name)));

    public static ApiVersion? Find(string name)
    {
        foreach (var version in All)
            if (version.Name == name)
                return version;
        return null;
    }
}

/// <param name="Name">YYYY-MM-DD.</param>
/// <param name="Deprecation">Null while it is one to build on.</param>
internal sealed record ApiVersion(string Name, Deprecation? Deprecation);

/// <summary>Says that a route or version is going to end, in the headers of RFC 9745 and RFC 8594. Metadata of a route.</summary>
/// <param name="Since">From when on nobody should begin to use it.</param>
/// <param name="Sunset">When it stops answering.</param>
/// <param name="Guide">Where it is written what to use instead.</param>
internal sealed record Deprecation(DateTimeOffset Since, DateTimeOffset Sunset, string Guide)
{
    public void Say(IHeaderDictionary headers)
    {
        headers[HeaderNames.Deprecation] = string.Create(CultureInfo.InvariantCulture, $"@{Since.ToUnixTimeSeconds()}");
        headers[HeaderNames.Sunset] = Sunset.ToString("R", CultureInfo.InvariantCulture);
        headers.Append("Link", $"<{Guide}>; rel=\"deprecation\"");
    }
}
