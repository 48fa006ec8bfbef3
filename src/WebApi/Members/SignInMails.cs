using System.Globalization;
using System.Threading.Channels;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Members;

/// <summary>Somebody asked for a link.</summary>
/// <param name="Email">In lower case.</param>
internal sealed record AskedLink(string Email, string BrowserHash);

/// <summary>
/// Makes links and queues their mails after the request was answered, so that the answer can't tell, by its words or by the
/// time it takes, whether anybody has that address.
/// </summary>
internal sealed partial class SignInMails(
    ICredentials credentials,
    IGrainFactory grains,
    IMailQueue mails,
    PublicAddress address,
    ILogger<SignInMails> logger
) : BackgroundService
{
    private const int WaitingMax = 1_000;

    private readonly Channel<AskedLink> waiting = Channel.CreateBounded<AskedLink>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true }
    );

    /// <summary>False when so many wait already that the request must be refused.</summary>
    public bool TryAdd(AskedLink asked) => waiting.Writer.TryWrite(asked);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var asked in waiting.Reader.ReadAllAsync(stoppingToken))
            try
            {
                await Send(asked);
            }
            catch (Exception problem)
            {
                // The person asks again when no mail comes; the others must not wait for it.
                LogFailed(problem);
            }
    }

    /// <summary>One mail with a link for each organisation in which this address is known.</summary>
    private async Task Send(AskedLink asked)
    {
        var found = await credentials.FindMembers(asked.Email);
        ImmutableArray<FoundMember> able = [.. found.Where(one => one.Member.Status != MemberStatus.Disabled)];
        if (able.IsEmpty)
            return;
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["minutes"] = MemberLimits.SignInLinkLife.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        var number = 0;
        foreach (var one in able)
        {
            var member = new TenantGrains(grains, one.Tenant.Id).Member(one.Member.Id);
            var made = await member.MakeLink(new MakeLink(LinkKind.SignIn, asked.BrowserHash));
            if (made.Failure is not null)
                continue;
            number++;
            values[$"organisation_{number}"] = one.Tenant.Name;
            values[$"link_{number}"] = SignInLinks.Address(address, made.Value.Secret);
        }
        if (number == 0)
            return;
        var mail = new QueueMail(MailTemplates.SignInLink, able[0].Member.Language, asked.Email, values.ToImmutable());
        var queued = await mails.Queue(able[0].Tenant.Id, mail);
        if (queued.Failure is { } failure)
            LogRefused(failure.Code);
    }

    [LoggerMessage(LogLevel.Error, "A sign-in mail could not be made.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(LogLevel.Error, "A sign-in mail was refused: {Code}")]
    private partial void LogRefused(string code);
}
