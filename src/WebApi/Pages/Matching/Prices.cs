using System.Globalization;
using Binome.Contracts.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>What something costs the cohort, in words.</summary>
internal static class Prices
{
    /// <param name="words">Those of the matching pages.</param>
    public static string Of(MatchingPrice price, IStringLocalizer words)
    {
        var parts = Parts(price, words).ToArray();
        if (parts.Length == 0)
            return words[price.IsExact ? "price.nothing" : "price.perhaps_nothing"];
        var all = string.Join(", ", parts);
        return words[price.IsExact ? "price.exactly" : "price.at_least", all];
    }

    private static IEnumerable<string> Parts(MatchingPrice price, IStringLocalizer words)
    {
        if (price.Pairs != 0)
            yield return words.Count(price.Pairs > 0 ? "price.pairs_fewer" : "price.pairs_more", Math.Abs(price.Pairs));
        if (price.Priorities != 0)
            yield return words.Count(
                price.Priorities > 0 ? "price.turns_fewer" : "price.turns_more",
                (int)Math.Min(Math.Abs(price.Priorities), int.MaxValue)
            );
        // Less than a hundredth of a per cent of one pair is no cost that anybody sees.
        if (Math.Abs(price.Score) >= 0.00005)
            yield return words[
                price.Score > 0 ? "price.score_less" : "price.score_more",
                Math.Abs(price.Score)
                    .ToString(Math.Abs(price.Score) < 0.01 ? "0.0000" : "0.00", CultureInfo.CurrentCulture)
            ];
    }
}
