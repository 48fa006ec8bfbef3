using System.Collections.Immutable;
using Binome.Contracts;
using Binome.Grains.People;
using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>The columns that the matching of two files reads beside those of the import.</summary>
internal sealed record ExtraCells(
    ImmutableArray<string> Themes,
    string? Team,
    ImmutableArray<SkillLevel> SkillsRequired,
    ImmutableDictionary<string, string> Attributes,
    int Priority,
    ImmutableArray<RowProblem> Problems
)
{
    private const string ThemesColumn = "themes";
    private const string TeamColumn = "team";
    private const string SkillsRequiredColumn = "skills_required";
    private const string PriorityColumn = "priority";

    public static readonly ImmutableArray<string> Columns =
    [
        ThemesColumn,
        TeamColumn,
        SkillsRequiredColumn,
        PriorityColumn,
    ];

    public static ExtraCells Of(RowCells cells)
    {
        var problems = ImmutableArray.CreateBuilder<RowProblem>();
        return new ExtraCells(
            ThemesOf(cells, problems),
            Short(cells, TeamColumn, problems),
            SkillsOf(cells, problems),
            AttributesOf(cells, problems),
            PriorityOf(cells, problems),
            problems.ToImmutable()
        );
    }

    /// <summary>The person with what these columns say.</summary>
    public MatchingPerson On(MatchingPerson person) =>
        person with
        {
            Themes = Themes,
            Team = Team,
            SkillsRequired = SkillsRequired,
            Attributes = Attributes,
        };

    private static ImmutableArray<string> ThemesOf(RowCells cells, ImmutableArray<RowProblem>.Builder problems)
    {
        if (cells.Text(ThemesColumn) is not { } text || !ImportCells.Items(text, out var themes))
            return [];
        if (
            themes.Length > MatchingLimits.LabelsPerPersonMax
            || themes.Any(theme => theme.Length > Limits.CodeCharactersMax)
        )
            problems.Add(new RowProblem(ThemesColumn, "row.themes_invalid", text));
        return themes;
    }

    private static ImmutableArray<SkillLevel> SkillsOf(RowCells cells, ImmutableArray<RowProblem>.Builder problems)
    {
        if (cells.Text(SkillsRequiredColumn) is not { } text)
            return [];
        var isValid =
            ImportCells.Skills(text, out var skills)
            && skills.Length <= MatchingLimits.SkillsPerPersonMax
            && skills.All(skill =>
                skill.Level is >= 1 and <= MatchingLimits.LevelMax
                && skill.Skill.Trim().Length is > 0 and <= Limits.CodeCharactersMax
            );
        if (!isValid)
            problems.Add(new RowProblem(SkillsRequiredColumn, "row.skills_invalid", text));
        return isValid ? [.. skills.Select(skill => new SkillLevel(skill.Skill.Trim(), skill.Level))] : [];
    }

    private static int PriorityOf(RowCells cells, ImmutableArray<RowProblem>.Builder problems)
    {
        if (cells.Text(PriorityColumn) is not { } text)
            return 0;
        if (ImportCells.Number(text, out var priority) && priority <= MatchingLimits.PriorityMax)
            return priority;
        problems.Add(new RowProblem(PriorityColumn, "row.priority_invalid", text));
        return 0;
    }

    private static ImmutableDictionary<string, string> AttributesOf(
        RowCells cells,
        ImmutableArray<RowProblem>.Builder problems
    )
    {
        var attributes = ImmutableDictionary<string, string>.Empty;
        foreach (var column in cells.Columns)
            if (
                column.StartsWith(CriterionCodes.AttributePrefix, StringComparison.Ordinal)
                && Short(cells, column, problems) is { } value
            )
                attributes = attributes.SetItem(column[CriterionCodes.AttributePrefix.Length..], value);
        return attributes;
    }

    private static string? Short(RowCells cells, string column, ImmutableArray<RowProblem>.Builder problems)
    {
        var text = cells.Text(column);
        if (text?.Length > Limits.NameCharactersMax)
            problems.Add(new RowProblem(column, "row.too_long", text));
        return text;
    }
}
