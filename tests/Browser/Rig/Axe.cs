using System.Text.Json;

namespace Binome.Browser.Tests.Rig;

/// <summary>axe-core on the page as it stands: every rule it has for WCAG 2.2 A and AA, and its best practices.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            resultTypes: ["violations"],
          });
          return found.violations.map((rule) => ({
            rule: rule.id, help: rule.help, nodes: rule.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary),
          }));
        }
        """;

    private static readonly Lazy<Task<string>> Source = new(() => File.ReadAllTextAsync(Tree.Axe));

    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        // Evaluated by the browser's own debugger, which the page's policy does not bind.
        await page.EvaluateAsync(await Source.Value);
        var found = await page.EvaluateAsync<JsonElement>(Run);
        return
        [
            .. found
                .EnumerateArray()
                .Select(rule =>
                    $"{rule.GetProperty("rule")}: {rule.GetProperty("help")}\n  {string.Join("\n  ", rule.GetProperty("nodes").EnumerateArray())}"
                ),
        ];
    }
}
