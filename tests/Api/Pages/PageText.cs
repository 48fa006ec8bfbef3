using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Pages;

/// <summary>What is read off a page.</summary>
internal static partial class PageText
{
    /// <summary>Nothing inline, which the policy would block, and no address of another host.</summary>
    public static void ShouldHoldNothingForeign(string page)
    {
        page.ShouldNotContain("<style");
        page.ShouldNotContain(" style=");
        page.ShouldNotContain("javascript:");
        Handler().IsMatch(page).ShouldBeFalse();
        foreach (Match script in Script().Matches(page))
        {
            script.Value.ShouldContain(" src=\"/assets/");
            script.Value.ShouldContain(" nonce=\"");
            script.Value.ShouldEndWith("></script>");
        }
        foreach (Match address in Address().Matches(page))
            (
                address.Groups[1].Value
                is ['/', not '/', ..]
                    or "/"
                    or ['#', ..]
                    or ['?', ..]
                    or ['m', 'a', 'i', 'l', 't', 'o', ':', ..]
            ).ShouldBeTrue(address.Value);
    }

    /// <summary>The address of a page with this in the place of every id.</summary>
    public static string Address(RouteEndpoint page, string id)
    {
        var address = page.RoutePattern.RawText!;
        foreach (var parameter in page.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", id);
        return address;
    }

    /// <summary>The value of a hidden field.</summary>
    public static string Value(string page, string name) =>
        Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex(@"<[^>]+\son[a-z]+=")]
    private static partial Regex Handler();
}
