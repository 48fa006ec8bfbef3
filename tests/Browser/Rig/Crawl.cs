namespace Binome.Browser.Tests.Rig;

/// <summary>Follows links from page to page until every page that links lead to has been seen.</summary>
/// <param name="left">Pages that are not looked at.</param>
internal sealed class Crawl(Visitor visitor, IEnumerable<string> left)
{
    /// <summary>A page may link to others in some of its states only: several of its kind are looked at.</summary>
    private const int ExamplesPerPage = 6;

    private const string Links = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))";

    private readonly Dictionary<string, List<string>> seen = new(StringComparer.Ordinal);
    private readonly Queue<string> waiting = new();

    /// <summary>Each page that was seen, with its newest address and its oldest: often another state of it.</summary>
    public IEnumerable<(string Page, string[] Paths)> Found =>
        seen.Select(page => (page.Key, (string[])[.. page.Value.TakeLast(1).Union(page.Value.Take(1))]));

    public async Task From(params IEnumerable<string> starts)
    {
        foreach (var start in starts)
            Note(start);
        while (waiting.TryDequeue(out var path))
        {
            (await visitor.Open(path)).ShouldBe(200, path);
            foreach (var link in await visitor.Page.EvaluateAsync<string[]>(Links))
                Note(link);
        }
    }

    private void Note(string link)
    {
        // Handlers of a page answer files and streams.
        if (!link.StartsWith('/') || link.Contains("handler=", StringComparison.Ordinal))
            return;
        var path = link.Split('#')[0];
        if (PageTable.At(path.Split('?')[0]) is not { } page || left.Contains(page))
            return;
        if (!seen.TryGetValue(page, out var examples))
            seen[page] = examples = [];
        if (examples.Count == ExamplesPerPage || examples.Contains(path))
            return;
        examples.Add(path);
        waiting.Enqueue(path);
    }
}
