namespace Binome.Contracts.Members;

/// <summary>
/// What can be done, named <c>resource:verb</c>. Every route and page asks for one of them; <see cref="RoleMatrix"/> says which
/// roles hold it, and a key holds those of its scopes.
/// </summary>
public static class Actions
{
    public const string ParticipantsRead = "participants:read";
    public const string ParticipantsWrite = "participants:write";

    /// <summary>Files of people, pairs, sessions and events, each with the right to read them.</summary>
    public const string ExportsRead = "exports:read";
    public const string ExportsWrite = "exports:write";

    /// <summary>Asking enrolled people for their intake.</summary>
    public const string IntakesWrite = "intakes:write";

    /// <summary>Planning workshops and recording who was there.</summary>
    public const string WorkshopsWrite = "workshops:write";
    public const string ProgrammesRead = "programmes:read";
    public const string ProgrammesWrite = "programmes:write";

    /// <summary>Checklist, launch, gate and close: what a person answers for.</summary>
    public const string ProgrammesDecide = "programmes:decide";

    /// <summary>Switching the rule of the reporting line, which only an owner may.</summary>
    public const string ReportingLineDecide = "reporting_line:decide";
    public const string MatchingRead = "matching:read";
    public const string MatchingWrite = "matching:write";

    /// <summary>Decisions on proposals and their publication.</summary>
    public const string MatchingDecide = "matching:decide";
    public const string PairsRead = "pairs:read";
    public const string PairsWrite = "pairs:write";

    /// <summary>Pausing, closing and separating pairs.</summary>
    public const string PairsDecide = "pairs:decide";
    public const string ReportsRead = "reports:read";
    public const string EventsRead = "events:read";

    /// <summary>Webhook endpoints and what was sent to them.</summary>
    public const string WebhooksRead = "webhooks:read";

    /// <summary>Making and changing endpoints: whoever may have every event of the tenant sent somewhere.</summary>
    public const string WebhooksWrite = "webhooks:write";
    public const string MembersRead = "members:read";
    public const string MembersWrite = "members:write";

    /// <summary>Inviting imported people as participants, which gives nobody a right beyond their own account.</summary>
    public const string InvitationsWrite = "invitations:write";
    public const string ApiKeysRead = "api_keys:read";
    public const string ApiKeysWrite = "api_keys:write";

    /// <summary>The clock, mails and state of the sandbox, which exist under a test key and in a sandbox alone.</summary>
    public const string SandboxRead = "sandbox:read";

    /// <summary>Moving its clock, resetting it, and signing in as one of its people.</summary>
    public const string SandboxWrite = "sandbox:write";

    /// <summary>The plan, who is billed and why, invoices.</summary>
    public const string BillingRead = "billing:read";

    /// <summary>Choosing a plan and managing how it is paid.</summary>
    public const string BillingWrite = "billing:write";

    /// <summary>One's own account: every person who can sign in holds it.</summary>
    public const string Account = "account:use";

    public static readonly ImmutableArray<string> All =
    [
        ParticipantsRead,
        ParticipantsWrite,
        ExportsRead,
        ExportsWrite,
        IntakesWrite,
        WorkshopsWrite,
        ProgrammesRead,
        ProgrammesWrite,
        ProgrammesDecide,
        ReportingLineDecide,
        MatchingRead,
        MatchingWrite,
        MatchingDecide,
        PairsRead,
        PairsWrite,
        PairsDecide,
        ReportsRead,
        EventsRead,
        WebhooksRead,
        WebhooksWrite,
        MembersRead,
        MembersWrite,
        InvitationsWrite,
        ApiKeysRead,
        ApiKeysWrite,
        SandboxRead,
        SandboxWrite,
        BillingRead,
        BillingWrite,
        Account,
    ];

    /// <summary>What no key can hold: a person who is signed in does it, and is on record with it.</summary>
    public static readonly ImmutableHashSet<string> OfPersons =
    [
        ProgrammesDecide,
        ReportingLineDecide,
        MatchingDecide,
        PairsDecide,
        MembersWrite,
        InvitationsWrite,
        ApiKeysRead,
        ApiKeysWrite,
        BillingWrite,
        Account,
    ];

    /// <summary>The actions that a key can hold.</summary>
    public static readonly ImmutableArray<string> Scopes = [.. All.Where(action => !OfPersons.Contains(action))];
}
