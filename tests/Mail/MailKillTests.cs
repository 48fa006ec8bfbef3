using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Binome.Mail.Tests;

/// <summary>kill -9 between a mail's commit and its delivery, in a process of its own.</summary>
public sealed partial class MailKillTests : IDisposable
{
    private const string Email = "camille.perrin@alize.example";
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(90);

    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;
    private readonly ConcurrentQueue<string> console = new();
    private readonly Uri address = new($"http://localhost:{FreePort()}");
    private readonly int smtpPort = FreePort();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SmtpFact]
    public async Task QueuedMail_WhenTheProcessIsKilled_IsSentByTheNext()
    {
        using (var binome = Serve())
        {
            await AskForALink();
            // Nobody listens yet: the mail is stored and waits for its next attempt.
            await Printed(NotDelivered());
            binome.Kill();
            await binome.WaitForExitAsync();
        }

        await using var peer = await SmtpPeer.Start(new JsonObject { ["port"] = smtpPort });
        using var again = Serve();
        var mail = await peer.NextMail();
        mail.To.Single().ShouldBe(Email);
        again.Kill();
        await again.WaitForExitAsync();
    }

    private async Task AskForALink()
    {
        var token = await Printed(SetupToken());
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        var owner = new
        {
            token,
            organisation = "Groupe Alizé",
            name = "Camille Perrin",
            email = Email,
            language = "fr",
        };
        foreach (var (path, body) in ((string, object)[])[("setup", owner), ("link", new { email = Email })])
        {
            using var response = await http.PostAsJsonAsync($"/v1/sign_in/{path}", body);
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        }
    }

    private async Task<string> Printed(Regex pattern)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        Match match;
        while (!(match = pattern.Match(string.Join('\n', console))).Success)
            await Task.Delay(50, limit.Token);
        return match.Groups[^1].Value;
    }

    private Process Serve()
    {
        var silo = Path.Combine(AppContext.BaseDirectory, "Binome.Silo.dll");
        var start = new ProcessStartInfo("dotnet", [silo])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Binome__Url"] = address.GetLeftPart(UriPartial.Authority),
                ["Binome__Storage__DataPath"] = folder,
                ["Binome__Log__Level"] = "Warning",
                ["Binome__Mail__From"] = "mentorat@alize.example",
                ["Binome__Mail__Smtp__Host"] = "localhost",
                ["Binome__Mail__Smtp__Port"] = $"{smtpPort}",
                ["Binome__Mail__Smtp__Tls"] = "none",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => console.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"/setup\?token=(\S+)")]
    private static partial Regex SetupToken();

    [GeneratedRegex("was not delivered: (smtp.unreachable)")]
    private static partial Regex NotDelivered();
}
