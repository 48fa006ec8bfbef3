using Binome.Silo.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Binome.Browser.Tests.Rig;

/// <summary>Every page of the running product, read from its endpoints; the ones with fewer parameters first.</summary>
internal static class PageTable
{
    private static readonly Lazy<(string Page, TemplateMatcher Matcher)[]> Matchers = new(() =>
        [.. All!.Value.Select(page => (page, new TemplateMatcher(TemplateParser.Parse(page), [])))]
    );

    public static Lazy<string[]> All { get; } = new(Read);

    /// <summary>The page at an address; null for another thing.</summary>
    public static string? At(string path) =>
        Matchers.Value.FirstOrDefault(entry => entry.Matcher.TryMatch(path, [])).Page;

    private static string[] Read()
    {
        var folder = Directory.CreateTempSubdirectory("bn");
        try
        {
            var settings = new BinomeSettings { Storage = new StorageSettings { DataPath = folder.FullName } };
            IEndpointRouteBuilder app = BinomeHost.Build(settings);
            return
            [
                .. app
                    .DataSources.SelectMany(source => source.Endpoints)
                    .OfType<RouteEndpoint>()
                    .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                    .Select(endpoint => endpoint.RoutePattern.RawText!)
                    .Distinct()
                    .OrderBy(page => page.Count(character => character == '{'))
                    .ThenBy(page => page, StringComparer.Ordinal),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
