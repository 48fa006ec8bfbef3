using System.Collections.Immutable;
using Binome.Contracts.Billing;
using Binome.Silo.Hosting;

namespace Binome.Silo.Stripe;

/// <summary>How organisations pay. Without a key billing is off and everybody may do everything.</summary>
internal sealed class StripeSettings
{
    private const int PlansMax = 10;
    private const int DaysMax = 730;
    private static readonly string[] KeyPrefixes = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];

    /// <summary>A secret or restricted key of Stripe; never logged.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The signing secret of the webhook endpoint, <c>whsec_…</c>; never logged.</summary>
    public string? WebhookSecret { get; init; }

    public string ApiBase { get; init; } = "https://api.stripe.com";

    /// <summary>Lookup keys of prices, separated by commas, the first proposed first.</summary>
    public string Prices { get; init; } = "monthly,yearly";

    /// <summary>0–730.</summary>
    public int TrialDays { get; init; } = 30;

    /// <summary>How long a failed payment leaves everything as it is, 0–730 days.</summary>
    public int GraceDays { get; init; } = 14;

    /// <summary>Whether Stripe Tax works out taxes; it must be set up in the account.</summary>
    public bool AutomaticTax { get; init; } = true;

    public bool IsUsed => !string.IsNullOrWhiteSpace(SecretKey);

    public BillingTerms? Terms =>
        IsUsed
            ? new BillingTerms(
                Plans,
                SecretKey!.Contains("_live_", StringComparison.Ordinal),
                TimeSpan.FromDays(TrialDays),
                TimeSpan.FromDays(GraceDays)
            )
            : null;

    private ImmutableArray<string> Plans =>
        [.. Prices.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <exception cref="SettingsException">A value can't work. Secrets are never part of the message.</exception>
    public void Check()
    {
        if (!IsUsed && string.IsNullOrWhiteSpace(WebhookSecret))
            return;
        if (!IsUsed || !KeyPrefixes.Any(prefix => SecretKey!.StartsWith(prefix, StringComparison.Ordinal)))
            throw new SettingsException(
                "Stripe__SecretKey",
                "…",
                "a key that begins with sk_ or rk_, for example sk_test_…"
            );
        if (WebhookSecret?.StartsWith("whsec_", StringComparison.Ordinal) != true)
            throw new SettingsException("Stripe__WebhookSecret", "…", "the signing secret of the endpoint, whsec_…");
        if (!IsApiBase())
            throw new SettingsException("Stripe__ApiBase", ApiBase, "an https address; http only on this machine");
        if (Plans.Length is 0 or > PlansMax)
            throw new SettingsException(
                "Stripe__Prices",
                Prices,
                $"1 to {PlansMax} lookup keys, for example monthly,yearly"
            );
        if (TrialDays is < 0 or > DaysMax)
            throw new SettingsException("Stripe__TrialDays", $"{TrialDays}", $"0 to {DaysMax}");
        if (GraceDays is < 0 or > DaysMax)
            throw new SettingsException("Stripe__GraceDays", $"{GraceDays}", $"0 to {DaysMax}");
    }

    private bool IsApiBase() =>
        Uri.TryCreate(ApiBase, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
