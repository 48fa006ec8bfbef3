using System.Net;

namespace Binome.Mail.Tests;

public sealed class MailContentTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var template in MailTemplates.All.Keys)
            {
                all.Add(template, "fr");
                all.Add(template, "en");
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Of_ShowsEveryValue_InBothForms(string template, string language)
    {
        var mail = Samples.Mail(template, language);
        var content = MailContent.Of(mail);
        // An instant is shown as people write it, a digest's item by its words, and what the calendar entry needs by others.
        string[] elsewhere = ["at", "item_1", "session", "workshop", "sequence", "starts_at"];
        foreach (var (name, value) in mail.Values.Where(value => !elsewhere.Contains(value.Key)))
        {
            (content.Subject + content.Text).ShouldContain(value, customMessage: name);
            WebUtility.HtmlDecode(content.Html).ShouldContain(value, customMessage: name);
        }
        (content.Subject + content.Text + content.Html.Split("<body")[1]).ShouldNotContain("{");
    }

    [Theory]
    [InlineData("en", "A session with Anne is due", "You and Zoé have not met for a while")]
    [InlineData("fr", "Une séance avec Anne est attendue", "Zoé et vous ne vous êtes pas vus depuis un moment")]
    public void Of_ADigest_SaysEachMessageInALine(string language, params string[] lines)
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = "Inès",
            ["link"] = Samples.Link,
            ["item_1"] = MailTemplates.SessionDue,
            ["other_1"] = "Anne",
            ["item_2"] = MailTemplates.SessionNudge,
            ["other_2"] = "Zoé",
            ["item_3"] = MailTemplates.SessionDue,
            ["other_3"] = "Anne",
        };

        var text = MailContent
            .Of(Samples.Mail(MailTemplates.Digest, language) with { Values = values.ToImmutableDictionary() })
            .Text;

        text.Split("• ").Skip(1).Select(item => item.Split("\r\n")[0]).ShouldBe(lines);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Of_LoadsNothing_AndHasNoScript(string template, string language)
    {
        var html = MailContent.Of(Samples.Mail(template, language)).Html;
        html.ShouldContain($"<html lang=\"{language}\">");
        foreach (var loading in (string[])["<script", "<img", "<link", "src=", "url(", "@import"])
            html.ShouldNotContain(loading);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Of_HasAShortSubject_InOneLine(string template, string language)
    {
        var subject = MailContent.Of(Samples.Mail(template, language)).Subject;
        subject.Length.ShouldBeInRange(8, 100);
        subject.ShouldNotContain("\n");
    }

    [Fact]
    public void Of_WhenAValueHoldsMarkup_EncodesItInHtmlAlone()
    {
        var mail = Samples.Mail();
        var content = MailContent.Of(
            mail with
            {
                Values = mail.Values.SetItem("name", "<b onclick=\"x\">Inès & co</b>"),
            }
        );
        content.Html.ShouldNotContain("<b ");
        content.Html.ShouldContain("&lt;b onclick=&quot;x&quot;&gt;Inès &amp; co&lt;/b&gt;");
        content.Text.ShouldContain("<b onclick=\"x\">Inès & co</b>");
    }

    [Fact]
    public void Of_WhenAValueLooksLikeAPlace_LeavesItAlone()
    {
        var mail = Samples.Mail();
        var content = MailContent.Of(mail with { Values = mail.Values.SetItem("name", "{link}") });
        content.Text.ShouldContain("Hello {link},");
    }

    [Fact]
    public void Of_WhenTheAddressIsKnownToSeveralOrganisations_HasALinkForEach()
    {
        var mail = Samples.Mail(MailTemplates.SignInLink, "fr");
        var several = mail with
        {
            Values = mail
                .Values.SetItem("organisation_1", "Alizé")
                .Add("organisation_2", "Boréal")
                .Add("link_2", "https://binome.example/second"),
        };
        var content = MailContent.Of(several);
        content.Html.ShouldContain("Accéder à l’espace Alizé");
        content.Html.ShouldContain("Accéder à l’espace Boréal");
        content.Text.ShouldContain("https://binome.example/second");
    }

    [Theory]
    [InlineData("fr", "le 5 janvier 2026 à 12:00 UTC")]
    [InlineData("en", "on 5 January 2026 at 12:00 UTC")]
    public void Of_WritesInstants_InTheReadersLanguage(string language, string expected) =>
        MailContent.Of(Samples.Mail(MailTemplates.PasswordChanged, language)).Text.ShouldContain(expected);

    [Fact]
    public void Of_InFrench_KeepsHighPunctuationOnItsLine()
    {
        var content = MailContent.Of(Samples.Mail(MailTemplates.SignInLink, "fr"));
        foreach (var text in (string[])[content.Subject, content.Text, content.Html.Split("<body")[1]])
        {
            text.ShouldNotContain(" ;");
            text.ShouldNotContain(" :");
        }
        content.Text.ShouldContain("ci-dessous\u00a0: il");
    }
}
