using System.Globalization;
using Binome.Silo.Hosting;

namespace Binome.Silo.Integrations;

/// <summary>How webhooks leave this installation.</summary>
internal sealed class WebhookSettings
{
    /// <summary>
    /// Lets endpoints be on this machine, also over http: for development, never where tenants are strangers. Nothing else that is not
    /// public is reached even so.
    /// </summary>
    public bool AllowLoopback { get; init; }

    /// <summary>What the pauses between attempts are multiplied by: 1 as documented, less to test receivers. Above 0, at most 1.</summary>
    public double RetryPace { get; init; } = 1;

    /// <exception cref="SettingsException">A value can't work.</exception>
    public void Check()
    {
        if (RetryPace is not (> 0 and <= 1))
            throw new SettingsException(
                "Webhooks__RetryPace",
                RetryPace.ToString(CultureInfo.InvariantCulture),
                "above 0, at most 1"
            );
    }
}
