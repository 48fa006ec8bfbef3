namespace Binome.Browser.Tests.Rig;

/// <summary>Debian's Chromium, driven by Playwright. One browser for all tests, a fresh profile for each visitor.</summary>
internal static class Chromium
{
    private static readonly string[] Paths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private static readonly Lazy<Task<IBrowser>> Running = new(Launch);

    /// <summary>Why there is no browser; null when there is one.</summary>
    public static string? Missing { get; } =
        Executable is null ? "chromium is not installed"
        : !File.Exists(Tree.Axe) ? "axe-core is not installed: npm ci --prefix tests"
        : null;

    private static string? Executable => Paths.FirstOrDefault(File.Exists);

    public static Task<IBrowser> Browser => Running.Value;

    private static async Task<IBrowser> Launch()
    {
        // Both end with the test process, whose pipes they hold.
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Executable,
                // A test machine's root has no sandbox to give; the pages are our own.
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
            }
        );
    }
}
