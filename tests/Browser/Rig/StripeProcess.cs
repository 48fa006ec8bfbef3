using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Binome.Browser.Tests.Rig;

/// <summary>The Stripe of our own in a process of its own, as a developer starts it.</summary>
internal sealed class StripeProcess : IAsyncDisposable
{
    private const string Key = "sk_test_browser";
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly HttpClient http;

    private StripeProcess()
    {
        Address = new Uri($"http://127.0.0.1:{BinomeProcess.FreePort()}");
        http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        var server = Path.Combine(AppContext.BaseDirectory, "Binome.StripeServer.dll");
        process = Process.Start(
            new ProcessStartInfo("dotnet", [server, $"{Address.Port}"]) { RedirectStandardOutput = true }
        )!;
    }

    public Uri Address { get; }

    public static async Task<StripeProcess> Start()
    {
        var stripe = new StripeProcess();
        using var limit = new CancellationTokenSource(StartTimeMax);
        // It says where it listens once it does.
        await stripe.process.StandardOutput.ReadLineAsync(limit.Token);
        return stripe;
    }

    /// <summary>What an operator sets after making a webhook endpoint for an installation at that address.</summary>
    /// <param name="trialDays">A day is too short a trial to go on at Stripe: whoever subscribes pays at once.</param>
    public async Task<IReadOnlyDictionary<string, string>> SettingsFor(Uri binome, int trialDays = 1)
    {
        var endpoint = await Ask(
            HttpMethod.Post,
            "/v1/webhook_endpoints",
            ("url", new Uri(binome, "/stripe/webhooks").ToString()),
            ("enabled_events[]", "*")
        );
        return new Dictionary<string, string>
        {
            ["Binome__Stripe__SecretKey"] = Key,
            ["Binome__Stripe__WebhookSecret"] = endpoint.GetProperty("secret").GetString()!,
            ["Binome__Stripe__ApiBase"] = Address.ToString(),
            ["Binome__Stripe__TrialDays"] = $"{trialDays}",
        };
    }

    public async Task<JsonElement> Ask(HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, path);
        if (form.Length > 0)
            request.Content = new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>A new period begins today instead of at its time: it is charged at once.</summary>
    public async Task Renew()
    {
        var all = await Ask(HttpMethod.Get, "/v1/subscriptions");
        var id = all.GetProperty("data")[0].GetProperty("id").GetString();
        // What the old period was paid for would be set off against the new one.
        await Ask(
            HttpMethod.Post,
            $"/v1/subscriptions/{id}",
            ("billing_cycle_anchor[type]", "now"),
            ("proration_behavior", "none")
        );
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }
}
