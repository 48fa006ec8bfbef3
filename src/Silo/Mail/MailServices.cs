using Binome.Contracts.Mail;
using Binome.Silo.Hosting;
using Binome.WebApi.Mail;

namespace Binome.Silo.Mail;

internal static class MailServices
{
    /// <summary>Mail goes to the SMTP server that is set, otherwise into a folder.</summary>
    public static void AddBinomeMail(this IServiceCollection services, MailSettings settings)
    {
        services.AddSingleton<IMailSeal, DataProtectionMailSeal>();
        services.AddSingleton<MailMessages>();
        if (settings.Smtp.IsUsed)
        {
            services.AddSingleton<IMailTransport, SmtpTransport>();
            return;
        }
        services.AddSingleton<PickupFolder>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<PickupFolder>());
        services.AddSingleton<IOutbox>(provider => provider.GetRequiredService<PickupFolder>());
    }
}
