using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.Contracts.People;
using Binome.Contracts.Tenants;
using Binome.Grains.Members;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Intake;

/// <summary>Asks somebody for their intake by mail, with a link that signs them in once.</summary>
internal sealed partial class IntakeMails(
    IGrainFactory grains,
    PersonAccounts accounts,
    ICredentials credentials,
    IParticipantRows people,
    IPersonalLinks links,
    ILogger<IntakeMails> logger
)
{
    public const string Page = "/app/my-intake";

    /// <summary>Done again after a crash, it queues nothing twice: each mail has the id of what it asks.</summary>
    public async Task Send(string tenant, string participantId, IntakeState state, string programme)
    {
        if (await people.Find(tenant, participantId) is not { Row: var person })
            return;
        if (await accounts.WithLink(tenant, person) is not ({ } member, { } secret))
        {
            LogUnreached(participantId);
            return;
        }
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Name,
            ["organisation"] = (await credentials.Tenant(tenant))?.Name ?? "",
            ["programme"] = programme,
            ["link"] = links.SignIn(secret, Page),
        };
        var template = state.MailsSent == 0 ? MailTemplates.AskIntake : MailTemplates.RemindIntake;
        var mail = new QueueMail(template, member.Language, member.Email, values.ToImmutableDictionary());
        var number = state.MailsSent.ToString(CultureInfo.InvariantCulture);
        var asked = Ids.Derived(Ids.Mail, state.AskedAt!.Value, participantId, template, number);
        var inbox = new TenantGrains(grains, tenant).Inbox(participantId);
        if ((await inbox.Take(new TakeMessage(asked, mail, Page))).Failure is { } failure)
            LogRefused(participantId, failure.Code);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Participant} can't be asked for their intake: their account is disabled or belongs to somebody else."
    )]
    private partial void LogUnreached(string participant);

    [LoggerMessage(LogLevel.Error, "The mail that asks {Participant} for their intake was refused: {Code}")]
    private partial void LogRefused(string participant, string code);
}
