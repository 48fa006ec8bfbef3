using System.Text;
using System.Text.Json;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Members;

/// <summary>The table in the documentation is the table that decides.</summary>
public sealed class MatrixDocumentTests
{
    private const string Begin = "<!-- matrix -->\n";
    private const string End = "<!-- /matrix -->";

    [Fact]
    public void Document_PrintsTheTable()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "members.md")).ReplaceLineEndings("\n");
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        text[start..text.IndexOf(End, StringComparison.Ordinal)].ShouldBe(Matrix());
    }

    [Fact]
    public void Owner_MayDoAll_AndEveryRoleItsOwnAccount()
    {
        RoleMatrix.ActionsByRole[Role.Owner].ShouldBe(Actions.All);
        foreach (var role in Enum.GetValues<Role>())
            RoleMatrix.ActionsByRole[role].ShouldContain(Actions.Account);
    }

    private static string Matrix()
    {
        var roles = Enum.GetValues<Role>();
        var text = new StringBuilder("| action | key |");
        foreach (var role in roles)
            text.Append($" {JsonNamingPolicy.SnakeCaseLower.ConvertName($"{role}")} |");
        text.Append("\n|---|---|").Append(string.Concat(roles.Select(_ => "---|"))).Append('\n');
        foreach (var action in Actions.All)
        {
            text.Append($"| `{action}` | {(Actions.Scopes.Contains(action) ? "✓" : "")} |");
            foreach (var role in roles)
                text.Append($" {Mark(role, action)} |");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Mark(Role role, string action) =>
        !RoleMatrix.ActionsByRole[role].Contains(action) ? ""
        : RoleMatrix.IsOfProgrammes(role) && action != Actions.Account ? "own"
        : "✓";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new InvalidOperationException("The source tree is not above the tests.");
        return folder.FullName;
    }
}
