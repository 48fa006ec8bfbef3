using System.Text;
using Binome.Api.Tests.Contract;

namespace Binome.Api.Tests.Errors;

/// <summary>The catalogue in the documentation is the catalogue that answers.</summary>
public sealed class ErrorDocumentTests
{
    private const string Begin = "<!-- errors -->\n";
    private const string End = "<!-- /errors -->";

    [Fact]
    public void Document_PrintsTheCatalogue()
    {
        var file = Path.Combine(Node.Root, "docs", "integrators", "errors.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("BINOME_UPDATE_CONTRACT") == "1")
            File.WriteAllText(file, text[..start] + Catalogue() + text[end..]);
        else
            text[start..end].ShouldBe(Catalogue(), "BINOME_UPDATE_CONTRACT=1 writes it anew.");
    }

    private static string Catalogue()
    {
        var text = new StringBuilder("| code | status | what it says |\n|---|---|---|\n");
        foreach (var entry in ErrorCatalogue.All.OrderBy(entry => entry.Code, StringComparer.Ordinal))
            text.Append(
                $"| `{entry.Code}` | {entry.Status} | {entry.English.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        return text.ToString();
    }
}
