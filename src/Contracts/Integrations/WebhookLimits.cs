namespace Binome.Contracts.Integrations;

/// <summary>The bounds of webhooks; units stand last in the name.</summary>
public static class WebhookLimits
{
    public const int EndpointsPerTenantMax = 20;
    public const int UrlCharactersMax = 2_048;
    public const int FiltersPerEndpointMax = 50;

    /// <summary>The current secret and those that still sign beside it after a rotation.</summary>
    public const int SecretsMax = 3;
    public const int SecretBytes = 32;

    /// <summary>How long a replaced secret still signs unless said otherwise, and at most.</summary>
    public static readonly TimeSpan SecretOverlapDefault = TimeSpan.FromHours(24);
    public static readonly TimeSpan SecretOverlapMax = TimeSpan.FromDays(7);

    /// <summary>From the first byte sent to the last byte read of one attempt.</summary>
    public static readonly TimeSpan AttemptTimeMax = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Of an answer's body so much is read; the rest is never taken in.</summary>
    public const int ResponseBytesMax = 4_096;
    public const int ExcerptCharactersMax = 500;
    public const int ResponseHeaderKilobytesMax = 16;

    /// <summary>Requests that run at the same time.</summary>
    public const int RequestsPerEndpointMax = 16;
    public const int RequestsPerTenantMax = 64;
    public const int RequestsPerProcessMax = 1_024;

    /// <summary>Events handed to the sender of an endpoint at once, of which those beyond its requests queue.</summary>
    public const int HandedOutMax = 128;

    /// <summary>So many failures in a row, and the endpoint is tried with one request at a time until one succeeds.</summary>
    public const int FailuresInARowMax = 8;

    /// <summary>Events that were taken from the log and never tried yet.</summary>
    public const int FreshMax = 256;

    /// <summary>Events that are not delivered yet and are remembered one by one; beyond it the endpoint goes on when some are.</summary>
    public const int UnfinishedMax = 500;

    /// <summary>Events read from the log at once.</summary>
    public const int PageEvents = 250;

    /// <summary>Pages of events that an endpoint does not want, read in one turn.</summary>
    public const int PagesPerTurnMax = 20;
    public const int ReplaysMax = 10;

    /// <summary>The pauses after the first attempt, the second and so on; after the last attempt the event is given up.</summary>
    public static readonly ImmutableArray<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>A pause is longer by up to this share, so that many events don't come back at one instant.</summary>
    public const double JitterMax = 0.1;

    /// <summary>A receiver that says "not so fast" without saying how long: doubled each time until one succeeds.</summary>
    public static readonly TimeSpan ThrottleFirst = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan ThrottleMax = TimeSpan.FromMinutes(5);

    /// <summary>Longer than this no Retry-After is heeded.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(24);

    /// <summary>Work whose process died is taken up again after this long.</summary>
    public static readonly TimeSpan TakenUpAfter = TimeSpan.FromSeconds(30);

    /// <summary>Owners who are told that an endpoint was switched off.</summary>
    public const int OwnersToldMax = 50;

    /// <summary>The log of attempts and the list of undelivered events go back this far.</summary>
    public static readonly TimeSpan AttemptsKept = TimeSpan.FromDays(30);
}
