using Binome.Silo.Hosting;

namespace Binome.Silo.Mail;

/// <summary>Where mail goes, as the console says it.</summary>
internal static class MailLine
{
    public static string Of(BinomeSettings settings)
    {
        if (settings.Mail.Smtp is { IsUsed: true } smtp)
            return $"sent over {smtp.Host}:{smtp.Port}";
        var folder = PickupFolder.PathIn(settings);
        return PickupFolder.IsShownBy(settings)
            ? $"kept in {folder}, shown at {settings.Address}/outbox"
            : $"kept in {folder}";
    }
}
