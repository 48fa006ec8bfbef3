namespace Binome.Contracts.Mail;

/// <summary>The bounds of mail; units stand last in the name.</summary>
public static class MailLimits
{
    /// <summary>Organisations, each with its link, in one sign-in mail.</summary>
    public const int OrganisationsMax = 20;

    public const int ValuesMax = 2 * OrganisationsMax + 10;
    public const int ValueCharactersMax = 1_000;
    public const int ValuesCharactersMax = 16_000;

    /// <summary>An attempt whose process died is repeated after this long; longer than any attempt takes.</summary>
    public static readonly TimeSpan AttemptTimeMax = TimeSpan.FromMinutes(2);

    /// <summary>The pauses after the first attempt, the second and so on; after the last one the mail is given up.</summary>
    public static readonly ImmutableArray<TimeSpan> Retries =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(12),
    ];
}
