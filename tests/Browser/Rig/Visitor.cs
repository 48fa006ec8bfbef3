using System.Collections.Concurrent;

namespace Binome.Browser.Tests.Rig;

/// <summary>How a person looks at Binome.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
internal sealed record Eyes(string Language = "en", bool Dark = false, int Width = 1280, bool Script = true)
{
    private const int Height = 900;

    public string Folder => $"{Language}-{(Dark ? "dark" : "light")}-{Width}";

    public BrowserNewContextOptions Context(Uri address, string? session) =>
        new()
        {
            BaseURL = address.ToString(),
            Locale = Language == "fr" ? "fr-FR" : "en-GB",
            TimezoneId = "Europe/Paris",
            ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = Width, Height = Height },
            JavaScriptEnabled = Script,
            StorageState = session,
        };
}

/// <summary>
/// A person at a browser of their own. Notes what no page may do: an error on the console, something the policy forbids,
/// a request to another host, an answer of 500 or more.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const float ActionTimeMaxMs = 60_000;

    private readonly IBrowserContext context;
    private readonly Uri address;
    private readonly Uri? abroad;
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentQueue<string> seen = new();

    private Visitor(IBrowserContext context, IPage page, Uri address, Uri? abroad, Eyes eyes)
    {
        this.context = context;
        this.address = address;
        this.abroad = abroad;
        Page = page;
        Eyes = eyes;
    }

    public IPage Page { get; }

    public Eyes Eyes { get; }

    public IEnumerable<string> Faults => faults;

    /// <summary>Where this person has been.</summary>
    public IEnumerable<string> Seen => seen;

    /// <param name="session">What <see cref="Session"/> answered for somebody who had signed in.</param>
    /// <param name="abroad">Another host to whose pages ours lead this person; ours ask nothing of it all the same.</param>
    public static async Task<Visitor> Arrive(
        BinomeProcess binome,
        Eyes? eyes = null,
        string? session = null,
        Uri? abroad = null
    )
    {
        eyes ??= new Eyes();
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(eyes.Context(binome.Address, session));
        context.SetDefaultTimeout(ActionTimeMaxMs);
        var visitor = new Visitor(context, await context.NewPageAsync(), binome.Address, abroad, eyes);
        visitor.Watch();
        return visitor;
    }

    /// <summary>Opens an address and answers its status.</summary>
    public async Task<int> Open(string path)
    {
        var response = await Page.GotoAsync(path);
        return response?.Status ?? 0;
    }

    /// <summary>The cookies of this person, for another visit.</summary>
    public Task<string> Session() => context.StorageStateAsync();

    /// <summary>Keeps a picture of the whole page for people to look at.</summary>
    public Task Shoot(string name) =>
        Page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(Tree.Screenshots, Eyes.Folder, $"{name}.png"),
                FullPage = true,
            }
        );

    /// <summary>Does something and, when it fails, keeps a picture of where it failed.</summary>
    public async Task Pictured(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch
        {
            await Shoot("failed");
            throw;
        }
    }

    /// <summary>No violation of accessibility rules, nothing on the console, nothing from elsewhere.</summary>
    public async Task ShouldFindNoFault()
    {
        // Without JavaScript nothing can examine a page; it is the same one.
        if (Eyes.Script)
            (await Axe.Violations(Page)).ShouldBeEmpty(Page.Url);
        faults.ShouldBeEmpty(Page.Url);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsAbroad(Page.Url))
                faults.Enqueue($"console {message.Type} on {Page.Url}: {message.Text}");
        };
        Page.PageError += (_, problem) => faults.Enqueue($"script error on {Page.Url}: {problem}");
        Page.Request += (_, request) =>
        {
            var isOurs =
                new Uri(request.Url) is var url && (url.Authority == address.Authority || url.Scheme == "data");
            var mayGo = IsAbroad(request.Url) && (request.IsNavigationRequest || IsAbroad(Page.Url));
            if (!isOurs && !mayGo)
                faults.Enqueue($"{Page.Url} asks {request.Url}");
        };
        Page.FrameNavigated += (_, frame) => seen.Enqueue(new Uri(frame.Url).PathAndQuery);
        Page.Response += (_, response) =>
        {
            if (response.Status >= 500)
                faults.Enqueue($"{response.Status} from {response.Url}");
        };
    }

    private bool IsAbroad(string url) => new Uri(url).Authority == abroad?.Authority;
}
