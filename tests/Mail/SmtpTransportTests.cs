using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Mail.Tests;

public sealed class SmtpTransportTests
{
    [SmtpFact]
    public async Task Deliver_HandsTheWholeMessageOver()
    {
        await using var peer = await SmtpPeer.Start();
        (await Deliver(peer.Port, mail: Samples.Mail(language: "fr"))).ShouldBe(MailDelivery.Done);
        var (from, to, secure, raw) = await peer.NextMail();
        (from, to.Single(), secure).ShouldBe(("mentorat@alize.example", "ines.morel@acme.example", false));
        raw.ShouldContain($"Message-ID: <{Samples.Id}@alize.example>");
        raw.ShouldContain("Auto-Submitted: auto-generated");
        raw.ShouldContain("Content-Type: multipart/alternative");
        raw.ShouldContain("Content-Type: text/plain; charset=utf-8");
        raw.ShouldContain("Content-Type: text/html; charset=utf-8");
    }

    [SmtpFact]
    public async Task Deliver_OfWhatCanBeEnded_LetsTheMailReaderEndItInOneClick()
    {
        // As long as a sealed link is.
        var link = $"https://binome.example/unsubscribe?token={new string('x', 300)}";
        await using var peer = await SmtpPeer.Start();
        await Deliver(peer.Port, mail: Samples.Mail() with { UnsubscribeLink = link });
        await Deliver(peer.Port, mail: Samples.Mail());

        var ended = (await peer.NextMail()).Raw.Replace("\r\n ", " ", StringComparison.Ordinal);
        ended.ShouldContain($"List-Unsubscribe: <{link}>\r\n");
        ended.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        (await peer.NextMail()).Raw.ShouldNotContain("List-Unsubscribe");
    }

    [SmtpFact]
    public async Task Deliver_WhenGreylisted_IsDeferred_AndDeliveredTheNextTime()
    {
        await using var peer = await SmtpPeer.Start(new() { ["rcpt"] = new JsonArray(451) });
        (await Deliver(peer.Port)).ShouldBe(MailDelivery.Deferred("smtp.451"));
        (await Deliver(peer.Port)).ShouldBe(MailDelivery.Done);
        await peer.NextMail();
    }

    [SmtpFact]
    public async Task Deliver_WhenTheRecipientIsUnknown_IsRefused()
    {
        await using var peer = await SmtpPeer.Start(new() { ["rcpt"] = new JsonArray(550) });
        (await Deliver(peer.Port)).ShouldBe(MailDelivery.Refused("smtp.550"));
    }

    [SmtpFact]
    public async Task Deliver_WhenTheContentIsRefused_IsRefused()
    {
        await using var peer = await SmtpPeer.Start(new() { ["data"] = new JsonArray(554) });
        (await Deliver(peer.Port)).ShouldBe(MailDelivery.Refused("smtp.554"));
    }

    [SmtpFact]
    public async Task Deliver_WhenTheServerIsFull_IsDeferred()
    {
        await using var peer = await SmtpPeer.Start(new() { ["data"] = new JsonArray(452) });
        (await Deliver(peer.Port)).ShouldBe(MailDelivery.Deferred("smtp.452"));
    }

    [SmtpFact]
    public async Task Deliver_WhenTheServerTurnsEverybodyAway_IsDeferred()
    {
        await using var peer = await SmtpPeer.Start(new() { ["connect"] = new JsonArray(421) });
        (await Deliver(peer.Port)).Verdict.ShouldBe(MailVerdict.Deferred);
    }

    [SmtpTheory]
    [InlineData("connect")]
    [InlineData("rcpt")]
    [InlineData("data")]
    public async Task Deliver_WhenTheServerHangs_EndsInTime(string step)
    {
        await using var peer = await SmtpPeer.Start(new() { [step] = new JsonArray(-1) });
        var time = new FakeTimeProvider();
        var delivery = Deliver(peer.Port, time: time);
        await peer.Next("hangs");
        time.Advance(SmtpTransport.SessionTimeMax);
        (await delivery).ShouldBe(MailDelivery.Deferred(SmtpTransport.TimedOut));
    }

    [Fact]
    public async Task Deliver_WhenNobodyListens_IsDeferred() =>
        (await Deliver(FreePort())).ShouldBe(MailDelivery.Deferred(SmtpTransport.Unreachable));

    [SmtpFact]
    public async Task Deliver_WhenAPasswordIsSet_SignsIn()
    {
        await using var peer = await SmtpPeer.Start(new() { ["user"] = "binome", ["password"] = "hunter2" });
        (await Deliver(peer.Port, user: "binome", password: "hunter2")).ShouldBe(MailDelivery.Done);
        (await peer.Next("authenticated")).GetProperty("authenticated").GetBoolean().ShouldBeTrue();
    }

    [SmtpFact]
    public async Task Deliver_WhenThePasswordIsWrong_WaitsForTheOperator()
    {
        await using var peer = await SmtpPeer.Start(new() { ["user"] = "binome", ["password"] = "hunter2" });
        var delivery = await Deliver(peer.Port, user: "binome", password: "wrong");
        (await peer.Next("authenticated")).GetProperty("authenticated").GetBoolean().ShouldBeFalse();
        delivery.Verdict.ShouldBe(MailVerdict.Deferred);
    }

    [SmtpFact]
    public async Task Deliver_WhenTheServerCantEncrypt_SendsNothing()
    {
        await using var peer = await SmtpPeer.Start();
        (await Deliver(peer.Port, tls: SmtpSettings.StartTls)).Verdict.ShouldBe(MailVerdict.Deferred);
    }

    [SmtpFact]
    public async Task Deliver_WhenNobodyVouchesForTheServer_SendsNothing()
    {
        var (key, certificate) = Certificate.ForLocalhost();
        await using var peer = await SmtpPeer.Start(new() { ["key"] = key, ["cert"] = certificate });
        (await Deliver(peer.Port, tls: SmtpSettings.StartTls)).ShouldBe(MailDelivery.Deferred(SmtpTransport.TlsFailed));
    }

    [SmtpFact]
    public async Task Deliver_WhenManyComeAtOnce_DeliversAll()
    {
        const int Mails = 40;
        await using var peer = await SmtpPeer.Start();
        using var transport = Transport(peer.Port);
        var letters = Enumerable
            .Range(0, Mails)
            .Select(number => Samples.Letter() with { Id = Ids.Derived(Ids.Mail, Samples.Noon, $"{number}") });
        var deliveries = await Task.WhenAll(
            letters.Select(letter => transport.Deliver(letter, CancellationToken.None))
        );
        deliveries.ShouldAllBe(delivery => delivery == MailDelivery.Done);
        for (var mail = 0; mail < Mails; mail++)
            await peer.NextMail();
    }

    private static async Task<MailDelivery> Deliver(
        int port,
        string tls = SmtpSettings.NoTls,
        string? user = null,
        string? password = null,
        QueueMail? mail = null,
        TimeProvider? time = null
    )
    {
        using var transport = Transport(port, tls, user, password, time);
        return await transport.Deliver(Samples.Letter(mail), CancellationToken.None);
    }

    private static SmtpTransport Transport(
        int port,
        string tls = SmtpSettings.NoTls,
        string? user = null,
        string? password = null,
        TimeProvider? time = null
    )
    {
        var smtp = new SmtpSettings
        {
            Host = "localhost",
            Port = port,
            Tls = tls,
            User = user,
            Password = password,
        };
        var settings = Samples.Settings("/nowhere", smtp);
        return new SmtpTransport(settings, new MailMessages(settings), time ?? TimeProvider.System);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
