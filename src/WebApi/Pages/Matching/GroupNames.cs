using System.Globalization;
using Binome.Contracts.Matching;
using Binome.WebApi.Pages.Shell;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Matching;

/// <summary>What a group of proposals is called.</summary>
internal static class GroupNames
{
    /// <summary>The key that stands for proposals whose mentee has no subsidiary; a form can't send an empty one.</summary>
    public const string None = "-";

    public static string Of(ProposalGrouping by, string key, IStringLocalizer words)
    {
        if (by == ProposalGrouping.Subsidiary)
            return key == None ? words["group.no_subsidiary"] : key;
        var band = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var tenth) ? tenth : 0;
        return words["group.band", (band / 10.0).Percent(), ((band + 1) / 10.0).Percent()];
    }
}
