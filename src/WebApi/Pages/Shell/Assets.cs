using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Binome.WebApi.Pages.Shell;

/// <summary>
/// Styles, scripts and pictures of the pages. They lie inside the assembly and are served under an address that holds
/// their hash, so that browsers keep them for good and never mix two releases.
/// </summary>
internal static class Assets
{
    public const string Route = "/assets/{hash}/{name}";
    private const string Folder = "Assets/";
    private const int HashCharacters = 16;
    private const string KeptForAYear = "public, max-age=31536000, immutable";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Asset> ByName = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && Types.ContainsKey(Path.GetExtension(name)))
        .Select(Hashed)
        .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>Where an asset is; asking for one that is not there is a programming error.</summary>
    public static string Url(string name) => ByName[name].Url;

    /// <summary>The bytes of an asset that a page hands out itself.</summary>
    public static byte[] Read(string name) => Load($"{Folder}{name}");

    public static void Map(WebApplication app) => app.MapGet(Route, Serve).AllowAnonymous().ExcludeFromDescription();

    private static Answer Serve(string hash, string name, HttpContext context)
    {
        if (!ByName.TryGetValue(name, out var asset) || asset.Hash != hash)
            return Problems.Answer(context, TransportCodes.RouteUnknown);
        context.Response.Headers.CacheControl = KeptForAYear;
        return new Answer(StatusCodes.Status200OK, asset.Bytes) { ContentType = Types[Path.GetExtension(name)] };
    }

    private static Asset Hashed(string resource)
    {
        var bytes = Load(resource);
        return new Asset(
            resource[Folder.Length..],
            Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashCharacters],
            bytes
        );
    }

    private static byte[] Load(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed record Asset(string Name, string Hash, byte[] Bytes)
    {
        public string Url { get; } = $"/assets/{Hash}/{Name}";
    }
}
