using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Members;

/// <summary>Tells a member by mail what was changed about their way in, so that somebody else's doing is noticed.</summary>
internal sealed partial class MemberNotices(
    ICredentials credentials,
    IMailQueue mails,
    PublicAddress address,
    TimeProvider time,
    ILogger<MemberNotices> logger
)
{
    private const string SignInPath = "/sign-in";

    public async Task PasswordChanged(MemberIdentity member)
    {
        var tenant = await credentials.Tenant(member.Tenant);
        var values = new Dictionary<string, string>
        {
            ["name"] = member.Row.Name,
            ["organisation"] = tenant!.Name,
            ["at"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["link"] = address.Link(SignInPath),
        };
        var mail = new QueueMail(
            MailTemplates.PasswordChanged,
            member.Row.Language,
            member.Row.Email,
            values.ToImmutableDictionary(StringComparer.Ordinal)
        );
        var queued = await mails.Queue(member.Tenant, mail);
        // The password is changed already; a notice that can't go must not undo that.
        if (queued.Failure is { } failure)
            LogRefused(failure.Code);
    }

    [LoggerMessage(LogLevel.Error, "The notice of a changed password was refused: {Code}")]
    private partial void LogRefused(string code);
}
