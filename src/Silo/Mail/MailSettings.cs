using System.Net.Mail;
using Binome.Silo.Hosting;

namespace Binome.Silo.Mail;

/// <summary>How mail leaves. Without an SMTP server it is kept in a folder instead.</summary>
internal sealed class MailSettings
{
    /// <summary>The sender, for example <c>Mentoring &lt;mentoring@acme.example&gt;</c>; required with an SMTP server.</summary>
    public string? From { get; init; }

    public SmtpSettings Smtp { get; init; } = new();

    /// <exception cref="SettingsException">A value can't work. Passwords are never part of the message.</exception>
    public void Check()
    {
        if (From is not null && !MailAddress.TryCreate(From, out _))
            throw new SettingsException(
                "Mail__From",
                From,
                "an address, for example Mentoring <mentoring@acme.example>"
            );
        if (!Smtp.IsUsed)
            return;
        if (From is null)
            throw new SettingsException("Mail__From", From, "the sender's address, because Mail__Smtp__Host is set");
        if (Smtp.Port is < 1 or > 65_535)
            throw new SettingsException("Mail__Smtp__Port", $"{Smtp.Port}", "1 to 65535");
        if (Smtp.Tls is not (SmtpSettings.StartTls or SmtpSettings.NoTls))
            throw new SettingsException("Mail__Smtp__Tls", Smtp.Tls, "starttls or none");
        if (string.IsNullOrEmpty(Smtp.User) != string.IsNullOrEmpty(Smtp.Password))
            throw new SettingsException("Mail__Smtp__User", Smtp.User, "a user and Mail__Smtp__Password, or neither");
        if (!string.IsNullOrEmpty(Smtp.Password) && Smtp.Tls == SmtpSettings.NoTls && !Smtp.IsLocal)
            throw new SettingsException(
                "Mail__Smtp__Tls",
                Smtp.Tls,
                "starttls: a password would cross the network in the clear"
            );
    }
}

internal sealed class SmtpSettings
{
    public const string StartTls = "starttls";
    public const string NoTls = "none";

    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>starttls (the session is refused unless it can be encrypted) or none.</summary>
    public string Tls { get; init; } = StartTls;

    public bool IsUsed => !string.IsNullOrWhiteSpace(Host);

    /// <summary>The server is on this machine.</summary>
    public bool IsLocal => Host is "localhost" or "127.0.0.1" or "::1";
}
