using System.Text;
using Binome.Contracts.Pairs;

namespace Binome.Grains.Tests.Pairs;

/// <summary>The table in the documentation is the table that decides.</summary>
public sealed class PairPhasesTests
{
    private const string Begin = "<!-- phases -->\n";
    private const string End = "<!-- /phases -->";

    [Fact]
    public void Document_PrintsTheTable()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "pairs.md")).ReplaceLineEndings("\n");
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;

        text[start..text.IndexOf(End, StringComparison.Ordinal)].ShouldBe(Table());
    }

    [Fact]
    public void Transitions_WhenAPairHasEnded_AreNone() =>
        PairPhases.Transitions.ShouldAllBe(transition => transition.From == null || !transition.From.Value.HasEnded());

    [Fact]
    public void Transitions_LeadToEveryPhase_AndEveryLivingOneHasAWayOut()
    {
        foreach (var phase in Enum.GetValues<PairPhase>())
        {
            PairPhases.Transitions.ShouldContain(transition => transition.To == phase);
            PairPhases.Transitions.Any(transition => transition.From == phase).ShouldBe(!phase.HasEnded());
        }
    }

    private static string Table()
    {
        var text = new StringBuilder("| from | step | to |\n|---|---|---|\n");
        foreach (var (from, step, to) in PairPhases.Transitions)
            text.Append($"| {from?.Code() ?? "proposed"} | {step.Code()} | {to.Code()} |\n");
        return text.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new InvalidOperationException("The source tree is not above the tests.");
        return folder.FullName;
    }
}
