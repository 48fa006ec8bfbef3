using System.Globalization;
using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>
/// Criteria as they are typed: <c>skills=40:complementary,attribute:floor=5:similar,seniority_gap=10:complementary:-2</c>. What is named replaces that of the
/// programme's preset; without a direction the preset's stays.
/// </summary>
internal static class CriteriaOption
{
    /// <returns>The criteria, or the part that can't be read.</returns>
    public static (IReadOnlyList<CriterionSetting> Criteria, string? Unread) On(
        IReadOnlyList<CriterionSetting> preset,
        string? typed
    )
    {
        var criteria = preset.ToDictionary(setting => setting.Code, StringComparer.Ordinal);
        var parts = typed?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var part in parts)
        {
            if (Parse(part, criteria) is not { } setting)
                return (preset, part);
            criteria[setting.Code] = setting;
        }
        return ([.. criteria.Values], null);
    }

    private static CriterionSetting? Parse(string part, Dictionary<string, CriterionSetting> known)
    {
        // The code of an attribute has a colon of its own, so the weight is what divides.
        var equals = part.LastIndexOf('=');
        if (equals < 1)
            return null;
        var code = part[..equals].Trim().ToLowerInvariant();
        var values = part[(equals + 1)..].Split(':', StringSplitOptions.TrimEntries);
        var before = known.GetValueOrDefault(code);
        if (!CriterionCodes.IsKnown(code) || values.Length > 3 || Weight(values[0]) is not { } weight)
            return null;
        var direction = values.Length > 1 ? Direction(values[1]) : before?.Direction;
        if (direction is null || (weight > 0 && direction == CriterionDirection.Ignore && values.Length == 1))
            return null;
        if (values.Length < 3)
            return new CriterionSetting(code, weight, direction.Value, Target(before, direction.Value));
        return
            int.TryParse(values[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var target)
            && ProblemFaults.IsValid(new CriterionSetting(code, weight, direction.Value, target))
            ? new CriterionSetting(code, weight, direction.Value, target)
            : null;
    }

    // The preset's target is meant for its own direction.
    private static int? Target(CriterionSetting? before, CriterionDirection direction) =>
        before?.Direction == direction ? before.TargetGap : null;

    private static int? Weight(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
        && weight <= MatchingLimits.WeightMax
            ? weight
            : null;

    private static CriterionDirection? Direction(string text) =>
        text.All(char.IsAsciiLetter) && Enum.TryParse<CriterionDirection>(text, ignoreCase: true, out var direction)
            ? direction
            : null;
}
