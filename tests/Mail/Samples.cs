using System.Globalization;

namespace Binome.Mail.Tests;

internal static class Samples
{
    public const string Link = "https://binome.example/sign-in/link?token=s3cret&from=mail";
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly string Id = Ids.Derived(Ids.Mail, Noon, "sample");

    /// <summary>A mail of a template with every value it names.</summary>
    public static QueueMail Mail(string template = MailTemplates.Invitation, string language = "en") =>
        new(
            template,
            language,
            "ines.morel@acme.example",
            MailTemplates.All[template].Values.ToImmutableDictionary(name => name, Value)
        );

    public static Letter Letter(QueueMail? mail = null) => new(Id, Noon, mail ?? Mail());

    public static BinomeSettings Settings(
        string folder,
        SmtpSettings? smtp = null,
        string url = "http://localhost:5080"
    ) =>
        new()
        {
            Url = url,
            Storage = new StorageSettings { DataPath = folder },
            Log = new LogSettings { Level = "Fatal" },
            Mail = new MailSettings
            {
                From = "Mentorat Alizé <mentorat@alize.example>",
                Smtp = smtp ?? new SmtpSettings(),
            },
        };

    private static string Value(string name) =>
        name switch
        {
            "link" or "link_1" => Link,
            "at" => Noon.ToString("O", CultureInfo.InvariantCulture),
            "minutes" => "15",
            "days" => "7",
            "item_1" => MailTemplates.SessionNudge,
            "sequence" => "2",
            "starts_at" => Noon.ToString("O", CultureInfo.InvariantCulture),
            _ => $"the {name}",
        };
}
