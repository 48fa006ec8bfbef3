using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Binome.Mail.Tests;

/// <summary><c>mail test</c> in a process of its own, as an operator types it, against a server that encrypts.</summary>
public sealed class MailVerbTests : IDisposable
{
    private static readonly TimeSpan VerbTimeMax = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SmtpFact]
    public async Task Test_WhenTheServerIsTrusted_SendsOverTls_SignedIn()
    {
        var (key, certificate) = Certificate.ForLocalhost();
        await using var peer = await SmtpPeer.Start(Encrypting(key, certificate));
        var (code, output, errors) = await Verb(peer, certificate, "hunter2");
        code.ShouldBe(0, errors);
        output.ShouldContain("delivered");
        var mail = await peer.NextMail();
        (mail.Secure, mail.To.Single()).ShouldBe((true, "ines.morel@acme.example"));
    }

    [SmtpFact]
    public async Task Test_WhenTheServerRefuses_EndsInError_AndTellsNoPassword()
    {
        var (key, certificate) = Certificate.ForLocalhost();
        var behaviour = Encrypting(key, certificate);
        behaviour["rcpt"] = new JsonArray(550);
        await using var peer = await SmtpPeer.Start(behaviour);
        var (code, output, errors) = await Verb(peer, certificate, "hunter2");
        code.ShouldBe(1);
        errors.ShouldContain("smtp.550");
        (output + errors).ShouldNotContain("hunter2");
    }

    [SmtpFact]
    public async Task Test_WhenThePasswordIsWrong_SaysSo_AndTellsNoPassword()
    {
        var (key, certificate) = Certificate.ForLocalhost();
        await using var peer = await SmtpPeer.Start(Encrypting(key, certificate));
        var (code, output, errors) = await Verb(peer, certificate, "wrong-one");
        code.ShouldBe(1);
        errors.ShouldContain("mail.not_delivered");
        (output + errors).ShouldNotContain("wrong-one");
    }

    private static JsonObject Encrypting(string key, string certificate) =>
        new()
        {
            ["key"] = key,
            ["cert"] = certificate,
            ["user"] = "binome",
            ["password"] = "hunter2",
        };

    private async Task<(int Code, string Output, string Errors)> Verb(SmtpPeer peer, string trusted, string password)
    {
        var trustedFile = Path.Combine(folder, "trusted.pem");
        await File.WriteAllTextAsync(trustedFile, trusted);
        var silo = Path.Combine(AppContext.BaseDirectory, "Binome.Silo.dll");
        var start = new ProcessStartInfo("dotnet", [silo, "mail", "test", "--to", "ines.morel@acme.example", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["SSL_CERT_FILE"] = trustedFile,
                ["Binome__Storage__DataPath"] = Path.Combine(folder, "data"),
                ["Binome__Mail__From"] = "mentorat@alize.example",
                ["Binome__Mail__Smtp__Host"] = "localhost",
                ["Binome__Mail__Smtp__Port"] = $"{peer.Port}",
                ["Binome__Mail__Smtp__User"] = "binome",
                ["Binome__Mail__Smtp__Password"] = password,
            },
        };
        using var verb = Process.Start(start)!;
        using var limit = new CancellationTokenSource(VerbTimeMax);
        var errors = verb.StandardError.ReadToEndAsync(limit.Token);
        var output = await verb.StandardOutput.ReadToEndAsync(limit.Token);
        await verb.WaitForExitAsync(limit.Token);
        return (verb.ExitCode, output, await errors);
    }
}
