using System.Collections.Immutable;
using Binome.Contracts.Billing;
using Binome.Silo.Hosting;

namespace Binome.Silo.Stripe;

/// <summary>How organisations pay. Without a key billing is off and everybody may do everything.</summary>
internal sealed class StripeSettings
{
    private const int PlansMax = 10;
    private const int DaysMax = 730;
    private const string WebhookPrefix = "whsec_";
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
        if (!KeyPrefixes.Any(prefix => IsSecret(SecretKey, prefix)))
            throw new SettingsException(
                "Stripe__SecretKey",
                "…",
                "a secret or restricted key, sk_test_…, sk_live_…, rk_test_… or rk_live_…, without blanks"
            );
        if (!IsSecret(WebhookSecret, WebhookPrefix))
            throw new SettingsException(
                "Stripe__WebhookSecret",
                "…",
                "the signing secret of the endpoint, whsec_…, without blanks"
            );
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

    // A line break at the end of a secret's file would fail every call later, and say nothing.
    private static bool IsSecret(string? value, string prefix) =>
        value?.StartsWith(prefix, StringComparison.Ordinal) == true
        && value.Length > prefix.Length
        && value.All(character => character is > ' ' and <= '~');

    private bool IsApiBase() =>
        Uri.TryCreate(ApiBase, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
