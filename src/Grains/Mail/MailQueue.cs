using Binome.Contracts.Mail;

namespace Binome.Grains.Mail;

internal sealed class MailQueue(IGrainFactory grains, TenantClock clock) : IMailQueue
{
    public Task<Outcome<string>> Queue(string tenant, QueueMail mail, string? id = null) =>
        new TenantGrains(grains, tenant).Mail(id ?? Ids.New(Ids.Mail, clock.Now(tenant))).Queue(mail);
}
