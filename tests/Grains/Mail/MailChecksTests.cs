using Binome.Contracts.Mail;

namespace Binome.Grains.Tests.Mail;

public sealed class MailChecksTests
{
    [Fact]
    public void Refusal_WhenAllIsThere_IsNone()
    {
        MailChecks.Refusal(MailSamples.SignIn).ShouldBeNull();
        MailChecks.Refusal(MailSamples.Invitation).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("Inès <ines@acme.example>")]
    [InlineData("ines@acme.example\r\nBcc: all@acme.example")]
    [InlineData("ines@acme.example, paul@acme.example")]
    [InlineData("ines @acme.example")]
    public void Refusal_WhenTheAddressIsNotOneAddress_NamesIt(string address) =>
        MailChecks.Refusal(MailSamples.SignIn with { To = address })!.Pointer.ShouldBe("/to");

    [Fact]
    public void Refusal_WhenTheAddressIsTooLong_NamesIt() =>
        MailChecks
            .Refusal(MailSamples.SignIn with { To = $"{new string('a', 250)}@acme.example" })!
            .Pointer.ShouldBe("/to");

    [Theory]
    [InlineData("Acme\r\nBcc: all@acme.example")]
    [InlineData("Acme\nX: y")]
    [InlineData("Acme\0")]
    [InlineData("Acme\u2028Bcc")]
    public void Refusal_WhenAValueBreaksTheLine_NamesIt(string organisation)
    {
        var mail = MailSamples.SignIn with
        {
            Values = MailSamples.SignIn.Values.SetItem("organisation_1", organisation),
        };
        var refusal = MailChecks.Refusal(mail)!;
        (refusal.Pointer, refusal.Code).ShouldBe(("/values/organisation_1", FailureCodes.Invalid));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in")]
    [InlineData("file:///etc/passwd")]
    public void Refusal_WhenALinkIsNotAnAddressOfTheWeb_NamesIt(string link)
    {
        var mail = MailSamples.Invitation with { Values = MailSamples.Invitation.Values.SetItem("link", link) };
        MailChecks.Refusal(mail)!.Pointer.ShouldBe("/values/link");
    }

    [Fact]
    public void Refusal_WhenAValueIsMissing_NamesIt()
    {
        var mail = MailSamples.Invitation with { Values = MailSamples.Invitation.Values.Remove("invited_by") };
        var refusal = MailChecks.Refusal(mail)!;
        (refusal.Pointer, refusal.Code).ShouldBe(("/values/invited_by", FailureCodes.Required));
    }

    [Fact]
    public void Refusal_WhenAValueIsTooLong_NamesIt()
    {
        var name = new string('x', MailLimits.ValueCharactersMax + 1);
        var mail = MailSamples.Invitation with { Values = MailSamples.Invitation.Values.SetItem("name", name) };
        MailChecks.Refusal(mail)!.Code.ShouldBe(FailureCodes.TooLong);
    }

    [Fact]
    public void Refusal_WhenThereAreTooManyValues_SaysSo()
    {
        var values = MailSamples.SignIn.Values;
        for (var number = 0; number < MailLimits.ValuesMax; number++)
            values = values.SetItem($"organisation_{number}", "x");
        MailChecks.Refusal(MailSamples.SignIn with { Values = values })!.Code.ShouldBe(FailureCodes.TooMany);
    }

    [Theory]
    [InlineData("sign_in", "fr", "/template")]
    [InlineData(MailTemplates.SignInLink, "de", "/language")]
    public void Refusal_WhenTemplateOrLanguageIsUnknown_NamesIt(string template, string language, string pointer) =>
        MailChecks
            .Refusal(MailSamples.SignIn with { Template = template, Language = language })!
            .Pointer.ShouldBe(pointer);
}
