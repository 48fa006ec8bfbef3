namespace Binome.Mail.Tests;

public sealed class MailSettingsTests
{
    private const string From = "Mentoring <mentoring@acme.example>";

    [Fact]
    public void Check_WhenNothingIsSet_Passes() => Should.NotThrow(() => new MailSettings().Check());

    [Fact]
    public void Check_WhenAServerIsSet_Passes() =>
        Should.NotThrow(() =>
            With(
                    new SmtpSettings
                    {
                        Host = "mail.acme.example",
                        User = "binome",
                        Password = "p",
                    }
                )
                .Check()
        );

    [Theory]
    [InlineData("Mail__From", null, "mail.acme.example", 587, "starttls", null, null)]
    [InlineData("Mail__From", "nobody", "mail.acme.example", 587, "starttls", null, null)]
    [InlineData(
        "Mail__From",
        "a@acme.example\r\nBcc: b@acme.example",
        "mail.acme.example",
        587,
        "starttls",
        null,
        null
    )]
    [InlineData("Mail__Smtp__Port", From, "mail.acme.example", 0, "starttls", null, null)]
    [InlineData("Mail__Smtp__Port", From, "mail.acme.example", 65_536, "starttls", null, null)]
    [InlineData("Mail__Smtp__Tls", From, "mail.acme.example", 587, "implicit", null, null)]
    [InlineData("Mail__Smtp__Tls", From, "mail.acme.example", 587, "none", "binome", "hunter2")]
    [InlineData("Mail__Smtp__User", From, "mail.acme.example", 587, "starttls", "binome", null)]
    [InlineData("Mail__Smtp__User", From, "mail.acme.example", 587, "starttls", null, "hunter2")]
    public void Check_WhenAValueCantWork_NamesItAndNoPassword(
        string name,
        string? from,
        string host,
        int port,
        string tls,
        string? user,
        string? password
    )
    {
        var smtp = new SmtpSettings
        {
            Host = host,
            Port = port,
            Tls = tls,
            User = user,
            Password = password,
        };
        var refused = Should.Throw<SettingsException>(() => new MailSettings { From = from, Smtp = smtp }.Check());
        refused.Message.ShouldStartWith($"Binome__{name} ");
        refused.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Check_WhenTheServerIsThisMachine_TakesAPasswordInTheClear() =>
        Should.NotThrow(() =>
            With(
                    new SmtpSettings
                    {
                        Host = "localhost",
                        Tls = SmtpSettings.NoTls,
                        User = "u",
                        Password = "p",
                    }
                )
                .Check()
        );

    private static MailSettings With(SmtpSettings smtp) => new() { From = From, Smtp = smtp };
}
