using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Words of a programme as people read them. HTML in them stays text, and links lead to the web or a mailbox only.</summary>
internal static class MarkdownText
{
    private const int LevelMax = 6;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="below">The level of the heading that the text stands under; its own begin one below, whatever they are written as.</param>
    public static IHtmlContent Render(string markdown, int below = 1)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        HeadingBlock[] headings = [.. document.Descendants<HeadingBlock>()];
        var deeper = below + 1 - headings.Select(heading => heading.Level).DefaultIfEmpty(1).Min();
        foreach (var heading in headings)
            heading.Level = Math.Min(heading.Level + deeper, LevelMax);
        foreach (var link in document.Descendants<LinkInline>())
            if (link.IsImage || !IsSafe(link.Url))
                (link.Url, link.IsImage) = ("", false);
        foreach (var link in document.Descendants<AutolinkInline>())
            if (!link.IsEmail && !IsSafe(link.Url))
                link.Url = "";
        return new HtmlString(document.ToHtml(Pipeline));
    }

    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" or "mailto";
}
