using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;

namespace Binome.Mail.Tests;

/// <summary>Mail through the whole product: queued, stored sealed, sent, shown.</summary>
public sealed class MailHostTests : IDisposable
{
    private const string Tenant = "ten_acme";
    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;
    private readonly FakeTimeProvider clock = new(Samples.Noon);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task WaitingMail_IsNotReadable_InAnyFileOfTheDatabase()
    {
        var transport = new Unreachable();
        await using (var binome = await Start(new SmtpSettings(), transport))
        {
            await Queue(binome, Samples.Mail());
            await transport.Attempted.Task.WaitAsync(TimeSpan.FromSeconds(30));
            // What another grain stores after it has passed the same writer.
            await Queue(binome, Samples.Mail(), "mail_second");
        }
        var files = Directory.GetFiles(folder, "binome.db*");
        files.ShouldNotBeEmpty();
        var stored = string.Concat(files.Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file))));
        stored.ShouldContain(MailTemplates.Invitation);
        foreach (var secret in (string[])["s3cret", "token=", "ines.morel", "invited_by"])
            stored.ShouldNotContain(secret);
        Directory.GetFiles(Path.Combine(folder, "keys")).ShouldNotBeEmpty();
    }

    [SmtpFact]
    public async Task WaitingMail_WhenTheProcessEndsAndTheServerComesBack_IsSent()
    {
        var smtp = new SmtpSettings
        {
            Host = "localhost",
            Port = FreePort(),
            Tls = SmtpSettings.NoTls,
        };
        await using (var binome = await Start(smtp))
            await Queue(binome, Samples.Mail());

        await using var peer = await SmtpPeer.Start(new() { ["port"] = smtp.Port });
        clock.Advance(MailLimits.AttemptTimeMax);
        await using var again = await Start(smtp);
        (await peer.NextMail()).To.Single().ShouldBe("ines.morel@acme.example");
    }

    [Fact]
    public async Task Outbox_ShowsTheMail_WithALinkToOpen()
    {
        await using var binome = await Start(new SmtpSettings());
        await Queue(binome, Samples.Mail(language: "fr"));
        using var browser = Browser(binome);
        var list = await Eventually(browser, "/outbox", page => page.Contains("/outbox/mail_"));
        list.ShouldContain("vous invite");
        var address = list[list.IndexOf("/outbox/mail_", StringComparison.Ordinal)..].Split('"')[0];
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(address));
        page.ShouldContain($"href=\"{Samples.Link}\"");
        using var html = await browser.GetAsync($"{address}/html");
        html.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("sandbox");
        (await html.Content.ReadAsStringAsync()).ShouldContain("Accepter l’invitation");
    }

    [Theory]
    [InlineData("Host", "binome.example")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    public async Task Outbox_WhenAskedFromElsewhere_IsNotThere(string header, string value)
    {
        await using var binome = await Start(new SmtpSettings());
        using var browser = Browser(binome);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/outbox");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await browser.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Outbox_WhenMailIsSent_IsNotThere()
    {
        await using var binome = await Start(new SmtpSettings { Host = "localhost", Port = FreePort() });
        using var browser = Browser(binome);
        foreach (var path in (string[])["/outbox", $"/outbox/{Samples.Id}", $"/outbox/{Samples.Id}/html"])
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<WebApplication> Start(SmtpSettings smtp, IMailTransport? transport = null)
    {
        var settings = Samples.Settings(folder, smtp, "http://127.0.0.1:0");
        var binome = BinomeHost.Build(
            settings,
            configure: builder =>
            {
                builder.Services.AddSingleton(new TenantClock(clock));
                if (transport is not null)
                    builder.Services.AddSingleton(transport);
            }
        );
        await BinomeHost.Start(binome, CancellationToken.None);
        return binome;
    }

    private async Task Queue(WebApplication binome, QueueMail mail, string? id = null)
    {
        var grains = new TenantGrains(binome.Services.GetRequiredService<IGrainFactory>(), Tenant);
        (await grains.Mail(id ?? Ids.New(Ids.Mail, clock.GetUtcNow())).Queue(mail)).Succeeded.ShouldBeTrue();
    }

    private static HttpClient Browser(WebApplication binome)
    {
        var address = binome.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal));
        var browser = new HttpClient { BaseAddress = new Uri(address) };
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        return browser;
    }

    private static async Task<string> Eventually(HttpClient browser, string path, Func<string, bool> isExpected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await browser.GetStringAsync(path, limit.Token);
            if (isExpected(page))
                return page;
            await Task.Delay(20, limit.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Unreachable : IMailTransport
    {
        public TaskCompletionSource Attempted { get; } = new();

        public Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation)
        {
            Attempted.TrySetResult();
            return Task.FromResult(MailDelivery.Deferred("smtp.unreachable"));
        }
    }
}
