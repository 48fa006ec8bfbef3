using System.Text;
using Binome.Contracts.Mail;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Mail;

internal sealed partial class MailGrain(
    [PersistentState(GrainKinds.Mail, GrainKinds.Storage)] IPersistentState<MailState> mail,
    IMailTransport transport,
    IMailSeal seal,
    MailPost post,
    TenantClock clock,
    ILogger<MailGrain> logger
) : Grain, IMailGrain
{
    private JobPump? pump;

    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<string>> Queue(QueueMail command)
    {
        var (tenant, id) = Key;
        if (mail.RecordExists)
            return id;
        if (command.Refusal() is { } refusal)
            return refusal;
        var queued = post.Queued(tenant, [(id, command)]);
        await mail.Commit(queued, queued.Pending!);
        Pump();
        return id;
    }

    public Task Send()
    {
        Pump();
        return Task.CompletedTask;
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != MailRules.WakeUpName || mail.State.NextAt != dueAt)
            return;
        var (next, effects) = MailRules.Woken(mail.State, clock.Now(Key.Tenant));
        await Commit(next, effects);
        Pump();
    }

    /// <summary>In a turn of its own: neither the caller nor the sweeper waits for a mail server.</summary>
    private void Pump()
    {
        if (mail.State is { Status: MailStatus.Queued, Letters.IsEmpty: false })
            (pump ??= new JobPump(this, Attempt, JobPump.NoPause, logger)).Start();
    }

    private async Task<bool> Attempt(CancellationToken cancellation)
    {
        var letters = mail.State.Letters;
        var deliveries = await Task.WhenAll(letters.Select(letter => Deliver(letter, cancellation)));
        var (next, effects) = MailRules.Attempted(mail.State, deliveries, clock.Now(Key.Tenant));
        foreach (var (letter, delivery) in letters.Zip(deliveries))
            if (delivery.Reason is { } reason)
                LogNotDelivered(letter.Id, letter.Template, reason, next.Attempts, next.NextAt);
        await Commit(next, effects);
        return false;
    }

    private Task<MailDelivery> Deliver(WaitingLetter letter, CancellationToken cancellation)
    {
        var opened = LedgerJson.Read<QueueMail>(
            Encoding.UTF8.GetBytes(seal.Open(Key.Tenant, letter.Id, letter.Sealed))
        );
        return transport.Deliver(new Letter(letter.Id, mail.State.QueuedAt, opened), cancellation);
    }

    private async Task Commit(MailState next, Effects effects)
    {
        await mail.Commit(next, effects);
        foreach (var failed in effects.Events)
            LogGivenUp(failed.Resource, next.Attempts);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Mail {Mail} ({Template}) was not delivered: {Reason}, attempt {Attempts}; next at {NextAt}."
    )]
    private partial void LogNotDelivered(
        string mail,
        string template,
        string reason,
        int attempts,
        DateTimeOffset? nextAt
    );

    [LoggerMessage(LogLevel.Error, "Mail {Mail} was given up after {Attempts} attempts.")]
    private partial void LogGivenUp(string mail, int attempts);
}
