using Binome.Contracts.Billing;
using Binome.Silo.Hosting;
using Binome.Silo.Stripe;

namespace Binome.Billing.Tests;

/// <summary>What an operator may set, and what stops the start in words that name it.</summary>
public sealed class SettingsTests
{
    private const string Key = "sk_test_4eC39HqLyjWDarjtT1";
    private const string Secret = "whsec_5Hq8wD2";

    [Theory]
    [InlineData("Stripe__SecretKey", "pk_test_4eC39HqLyjWDarjtT1", Secret)]
    [InlineData("Stripe__SecretKey", "4eC39HqLyjWDarjtT1", Secret)]
    [InlineData("Stripe__SecretKey", "sk_test_", Secret)]
    [InlineData("Stripe__SecretKey", "sk_4eC39HqLyjWDarjtT1", Secret)]
    [InlineData("Stripe__SecretKey", "sk_test_4eC39HqLyjWDarjtT1\n", Secret)]
    [InlineData("Stripe__SecretKey", null, Secret)]
    [InlineData("Stripe__SecretKey", " ", Secret)]
    [InlineData("Stripe__WebhookSecret", Key, null)]
    [InlineData("Stripe__WebhookSecret", Key, "")]
    [InlineData("Stripe__WebhookSecret", Key, "5Hq8wD2")]
    [InlineData("Stripe__WebhookSecret", Key, "whsec_")]
    [InlineData("Stripe__WebhookSecret", Key, "whsec_5Hq8wD2 ")]
    public void Check_WhenASecretCantWork_NamesItAndDoesNotShowIt(string name, string? key, string? secret)
    {
        var settings = new StripeSettings { SecretKey = key, WebhookSecret = secret };
        var refused = Should.Throw<SettingsException>(settings.Check);
        refused.Message.ShouldStartWith($"Binome__{name} ");
        refused.Message.ShouldNotContain("4eC39");
        refused.Message.ShouldNotContain("5Hq8wD2");
    }

    [Theory]
    [InlineData("Stripe__ApiBase", "http://stripe.example", "monthly", 30, 14)]
    [InlineData("Stripe__ApiBase", "api.stripe.com", "monthly", 30, 14)]
    [InlineData("Stripe__Prices", "https://api.stripe.com", " , ", 30, 14)]
    [InlineData("Stripe__Prices", "https://api.stripe.com", "a,b,c,d,e,f,g,h,i,j,k", 30, 14)]
    [InlineData("Stripe__TrialDays", "https://api.stripe.com", "monthly", -1, 14)]
    [InlineData("Stripe__TrialDays", "https://api.stripe.com", "monthly", 731, 14)]
    [InlineData("Stripe__GraceDays", "https://api.stripe.com", "monthly", 30, -1)]
    public void Check_WhenAValueCantWork_NamesIt(string name, string apiBase, string prices, int trial, int grace)
    {
        var settings = new StripeSettings
        {
            SecretKey = Key,
            WebhookSecret = Secret,
            ApiBase = apiBase,
            Prices = prices,
            TrialDays = trial,
            GraceDays = grace,
        };
        Should.Throw<SettingsException>(settings.Check).Message.ShouldStartWith($"Binome__{name} ");
    }

    [Theory]
    [InlineData("sk_test_1", false)]
    [InlineData("rk_test_1", false)]
    [InlineData("sk_live_1", true)]
    [InlineData("rk_live_1", true)]
    public void Terms_OfAKey_AreOfItsMode(string key, bool isLive)
    {
        var settings = new StripeSettings { SecretKey = key, WebhookSecret = Secret };
        settings.Check();
        settings.Terms!.Livemode.ShouldBe(isLive);
    }

    [Fact]
    public void Terms_WithoutAKey_AreNone()
    {
        var settings = new StripeSettings();
        settings.Check();
        settings.Terms.ShouldBeNull();
    }

    [Fact]
    public void Host_WhenASecretIsMissing_DoesNotStart() =>
        Should
            .Throw<SettingsException>(() =>
                BinomeSettings.Read(
                    new Microsoft.Extensions.Configuration.ConfigurationManager { ["Binome:Stripe:SecretKey"] = Key }
                )
            )
            .Message.ShouldStartWith("Binome__Stripe__WebhookSecret ");
}
