namespace Binome.Contracts;

/// <summary>
/// The kinds of grain, as they stand in stored keys. Never renamed. The name of a kind is also the name of the
/// persistent state of its grain: <c>[PersistentState(GrainKinds.Pair, GrainKinds.Storage)]</c>.
/// </summary>
public static class GrainKinds
{
    /// <summary>The name under which the ledger is registered as grain storage.</summary>
    public const string Storage = "ledger";

    public const string Probe = "probe";
    public const string Tenant = "tenant";
    public const string Member = "member";
    public const string Participant = "participant";
    public const string Import = "import";
    public const string Export = "export";
    public const string Programme = "programme";
    public const string MatchingRun = "matching_run";
    public const string Publication = "publication";
    public const string Resource = "resource";
    public const string Workshop = "workshop";
    public const string Pair = "pair";
    public const string Agenda = "agenda";
    public const string PrivateKey = "private_key";
    public const string Reflection = "reflection";
    public const string CalendarFeed = "calendar_feed";
    public const string Rematch = "rematch";
    public const string RuleWatch = "rule_watch";
    public const string Mail = "mail";
    public const string Inbox = "inbox";
    public const string Intake = "intake";
    public const string IntakeRound = "intake_round";
    public const string Sandbox = "sandbox";
    public const string WebhookEndpoint = "webhook_endpoint";
    public const string Billing = "billing";
    public const string StripeFeed = "stripe_feed";
}

/// <summary>A grain's key: <c>{tenant}/{id}</c>, built and taken apart here only.</summary>
public static class GrainKey
{
    public static string Of(string tenant, string id) => string.Concat(tenant, "/", id);

    /// <exception cref="FormatException">The key is not of this form.</exception>
    public static (string Tenant, string Id) Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < key.Length - 1
            ? (key[..slash], key[(slash + 1)..])
            : throw new FormatException($"'{key}' is no grain key of the form tenant/id.");
    }
}
