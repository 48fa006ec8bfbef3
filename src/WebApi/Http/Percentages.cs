using System.Globalization;

namespace Binome.WebApi.Http;

/// <summary>Shares as whole percentages, rounded down: a minimum that is told is never above the score that has to reach it.</summary>
internal static class Percentages
{
    // 0.29 × 100 is a little below 29.
    private const double Slack = 1e-9;

    /// <param name="share">0–1.</param>
    public static string Of(double share, CultureInfo culture) =>
        (Math.Floor((share * 100) + Slack) / 100).ToString("P0", culture);

    public static string Of(double share, Language language) => Of(share, CultureInfo.GetCultureInfo(language.Tag()));
}
