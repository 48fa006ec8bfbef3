using Binome.Contracts.Mail;

namespace Binome.WebApi.Mail;

/// <summary>What people are told of the workshops that prepare them.</summary>
internal static class WorkshopMailWords
{
    public static readonly ImmutableDictionary<string, MailWords> English = new Dictionary<string, MailWords>
    {
        [MailTemplates.WorkshopPlanned] = new(
            "Workshop: {title}",
            [
                "Hello {name},",
                "Your programme invites you to a workshop: {title}, on {when}, {minutes} minutes. Place: {place}.",
                "The entry for your calendar is attached.",
            ],
            "Say whether you come",
            []
        ),
        [MailTemplates.WorkshopCancelled] = new(
            "Cancelled: {title}",
            ["Hello {name},", "The workshop {title} of {when} ({minutes} minutes, {place}) does not take place."],
            "Open your guides",
            []
        ),
        [MailTemplates.WorkshopWithdrawn] = new(
            "No longer for you: {title}",
            [
                "Hello {name},",
                "The workshop {title} on {when} ({minutes} minutes, {place}) is no longer for your role: you need not come.",
            ],
            "Open your guides",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, MailWords> French = new Dictionary<string, MailWords>
    {
        [MailTemplates.WorkshopPlanned] = new(
            "Atelier : {title}",
            [
                "Bonjour {name},",
                "Votre programme vous invite à un atelier : {title}, le {when}, pour {minutes} minutes. Lieu : {place}.",
                "L’entrée pour votre agenda est jointe.",
            ],
            "Dire si vous venez",
            []
        ),
        [MailTemplates.WorkshopCancelled] = new(
            "Annulé : {title}",
            ["Bonjour {name},", "L’atelier {title} du {when} ({minutes} minutes, {place}) n’aura pas lieu."],
            "Ouvrir vos guides",
            []
        ),
        [MailTemplates.WorkshopWithdrawn] = new(
            "Ne vous concerne plus : {title}",
            [
                "Bonjour {name},",
                "L’atelier {title} du {when} ({minutes} minutes, {place}) ne s’adresse plus à votre rôle : vous n’avez pas à venir.",
            ],
            "Ouvrir vos guides",
            []
        ),
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
