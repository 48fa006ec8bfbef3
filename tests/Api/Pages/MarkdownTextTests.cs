using System.Text.Encodings.Web;
using Binome.WebApi.Pages.Shell;

namespace Binome.Api.Tests.Pages;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Render_Markdown_IsMarkup()
    {
        var html = Of("# Title\n\n- **one**\n- two");

        html.ShouldContain("<h2>Title</h2>");
        html.ShouldContain("<strong>one</strong>");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<!-- --><style>*{display:none}</style>")]
    public void Render_Html_StaysText(string words)
    {
        var html = Of(words);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<a ");
        html.ShouldNotContain("<style");
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: vbscript:x\n\n[x]")]
    [InlineData("![x](https://elsewhere.example/pixel.png)")]
    public void Render_Links_LeadNowhereThatActs(string words)
    {
        var html = Of(words).ToLowerInvariant();

        html.ShouldNotContain("href=\"javascript");
        html.ShouldNotContain("href=\"data");
        html.ShouldNotContain("href=\"vbscript");
        html.ShouldNotContain("<img");
    }

    [Fact]
    public void Render_LinksToTheWeb_Stay() =>
        Of("[rules](https://intranet.example/rules)").ShouldContain("href=\"https://intranet.example/rules\"");

    private static string Of(string markdown)
    {
        using var text = new StringWriter();
        MarkdownText.Render(markdown).WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }
}
