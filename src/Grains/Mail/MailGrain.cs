using System.Text;
using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;
using Binome.Grains.Jobs;
using Microsoft.Extensions.Logging;

namespace Binome.Grains.Mail;

internal sealed partial class MailGrain(
    [PersistentState(GrainKinds.Mail, GrainKinds.Storage)] IPersistentState<MailState> mail,
    IMailTransport transport,
    IMailSeal seal,
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
        if (Sandbox.Is(tenant))
            return await Keep(tenant, id, command);
        var letter = seal.Seal(tenant, id, Encoding.UTF8.GetString(LedgerJson.Write(command)));
        var (next, effects) = MailRules.Queued(command, letter, clock.Now(tenant));
        await mail.Commit(next, effects);
        Pump();
        return id;
    }

    public async Task WakeUp(string name, DateTimeOffset dueAt)
    {
        if (name != MailRules.WakeUpName || mail.State.NextAt != dueAt)
            return;
        var (next, effects) = MailRules.Woken(Key.Id, mail.State, clock.Now(Key.Tenant));
        await Commit(next, effects);
        if (next.Status == MailStatus.Queued)
            Pump();
    }

    /// <summary>Under an id of its own, which begins with the instant: many mails have ids that say of what instant they speak.</summary>
    private async Task<Outcome<string>> Keep(string tenant, string id, QueueMail command)
    {
        var now = clock.Now(tenant);
        var keptId = Ids.Derived(Ids.Mail, now, id);
        var letter = seal.Seal(tenant, keptId, Encoding.UTF8.GetString(LedgerJson.Write(command)));
        var (kept, row) = MailRules.Kept(keptId, command, letter, now, clock.Machine());
        await mail.Commit(kept, new Effects().Row(row));
        return id;
    }

    /// <summary>In a turn of its own: neither the caller nor the sweeper waits for a mail server.</summary>
    private void Pump() => (pump ??= new JobPump(this, Attempt, JobPump.NoPause, logger)).Start();

    private async Task<bool> Attempt(CancellationToken cancellation)
    {
        if (mail.State is not { Status: MailStatus.Queued, Letter: { } letter })
            return false;
        var (tenant, id) = Key;
        var opened = LedgerJson.Read<QueueMail>(Encoding.UTF8.GetBytes(seal.Open(tenant, id, letter)));
        var delivery = await transport.Deliver(new Letter(id, mail.State.QueuedAt, opened), cancellation);
        var (next, effects) = MailRules.Attempted(id, mail.State, delivery, clock.Now(tenant));
        if (delivery.Reason is { } reason)
            LogNotDelivered(id, next.Template, reason, next.Attempts, next.NextAt);
        await Commit(next, effects);
        return false;
    }

    private async Task Commit(MailState next, Effects effects)
    {
        await mail.Commit(next, effects);
        if (next.Status == MailStatus.Failed)
            LogGivenUp(Key.Id, next.Template, next.Attempts);
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

    [LoggerMessage(LogLevel.Error, "Mail {Mail} ({Template}) was given up after {Attempts} attempts.")]
    private partial void LogGivenUp(string mail, string template, int attempts);
}
