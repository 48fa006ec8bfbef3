using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.WebApi;
using Binome.WebApi.Pages.Shell;

namespace Binome.Api.Tests.Pages;

public sealed class AssetTests
{
    [Fact]
    public void Vendored_IsWhatTheManifestSays_WithItsLicence()
    {
        using var manifest = JsonDocument.Parse(Read("vendored.json"));
        manifest.RootElement.EnumerateObject().Count().ShouldBeGreaterThan(0);
        foreach (var vendored in manifest.RootElement.EnumerateObject())
        {
            Convert
                .ToHexStringLower(SHA256.HashData(Read(vendored.Name)))
                .ShouldBe(vendored.Value.GetProperty("sha256").GetString());
            Read(vendored.Value.GetProperty("licence_file").GetString()!).Length.ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [InlineData("site.css", "text/css")]
    [InlineData("app.js", "text/javascript")]
    [InlineData("htmx.min.js", "text/javascript")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Asset_UnderItsHash_IsKeptForGood(string name, string type)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Client.GetAsync(Assets.Url(name));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Cache-Control").Single().ShouldContain("immutable");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Read(name));
    }

    [Theory]
    [InlineData("/assets/0000000000000000/site.css")]
    [InlineData("/assets/0000000000000000/vendored.json")]
    public async Task Asset_UnderAnotherHash_IsNotThere(string address)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Client.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Headers.CacheControl?.Public.ShouldBeFalse();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(BinomeApi).Assembly.GetManifestResourceStream($"Assets/{name}");
        using var bytes = new MemoryStream();
        stream.ShouldNotBeNull(name).CopyTo(bytes);
        return bytes.ToArray();
    }
}
