using Binome.Contracts.Mail;

namespace Binome.Grains.Tests.Mail;

internal static class MailSamples
{
    public const string Link = "https://binome.example/sign-in/link?token=s3cret";

    public static readonly QueueMail SignIn = new(
        MailTemplates.SignInLink,
        "fr",
        "ines.morel@acme.example",
        ImmutableDictionary<string, string>.Empty.Add("organisation_1", "Acme").Add("link_1", Link).Add("minutes", "15")
    );

    public static readonly QueueMail Invitation = new(
        MailTemplates.Invitation,
        "en",
        "ines.morel@acme.example",
        ImmutableDictionary<string, string>
            .Empty.Add("name", "Inès")
            .Add("organisation", "Acme")
            .Add("invited_by", "Camille Perrin")
            .Add("link", Link)
            .Add("days", "7")
    );
}
