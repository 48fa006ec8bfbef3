using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Binome.Contracts.Integrations;
using Binome.Silo.Integrations;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Integrations;

/// <summary>Requests to receivers that do what they should not.</summary>
public sealed class WebhookCourierTests : IDisposable
{
    private readonly List<IDisposable> made = [];

    public void Dispose() => made.ForEach(one => one.Dispose());

    [Theory]
    [InlineData("http://hooks.example/a", FailureCodes.WebhookUrl)]
    [InlineData("https://localhost/a", FailureCodes.WebhookUrl)]
    [InlineData("https://sub.localhost/a", FailureCodes.WebhookUrl)]
    [InlineData("https://127.0.0.1/a", FailureCodes.WebhookUrl)]
    [InlineData("https://2130706433/a", FailureCodes.WebhookUrl)]
    [InlineData("https://0x7f.1/a", FailureCodes.WebhookUrl)]
    [InlineData("https://[::1]/a", FailureCodes.WebhookUrl)]
    [InlineData("https://[::ffff:169.254.169.254]/a", FailureCodes.WebhookUrl)]
    [InlineData("https://user:word@hooks.example/a", FailureCodes.Invalid)]
    [InlineData("https://hooks.example/a#b", FailureCodes.Invalid)]
    [InlineData("https://hooks.exa\u1749p\u098ce.\u0fa4\u1b8dg/a", FailureCodes.Invalid)]
    [InlineData("ftp://hooks.example/a", FailureCodes.Invalid)]
    [InlineData("/a", FailureCodes.Invalid)]
    [InlineData("", FailureCodes.Required)]
    public void Refusal_OfAnAddressThatCanNeverBeSentTo(string url, string code) =>
        Targets(allowLoopback: false).Refusal(url)!.Code.ShouldBe(code);

    [Fact]
    public void Refusal_WhenLoopbackIsAllowed_IsStillForTheRest()
    {
        var targets = Targets(allowLoopback: true);
        targets.Refusal("http://localhost:8080/a").ShouldBeNull();
        targets.Refusal("https://hooks.example/a").ShouldBeNull();
        targets.Refusal("http://hooks.example/a")!.Code.ShouldBe(FailureCodes.WebhookUrl);
        targets.Refusal("http://10.0.0.1/a")!.Code.ShouldBe(FailureCodes.WebhookUrl);
        targets.Refusal("http://169.254.169.254/a")!.Code.ShouldBe(FailureCodes.WebhookUrl);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("93.184.216.34,10.0.0.1")]
    [InlineData("93.184.216.34,::1")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task Send_WhenAnyAddressOfTheHostIsNotPublic_ConnectsToNone(string addresses)
    {
        var resolver = new FakeResolver([.. addresses.Split(',').Select(IPAddress.Parse)]);
        var answer = await Courier(resolver, allowLoopback: false).Send(Letter("https://hooks.example/a"), default);

        (answer.Status, answer.Error).ShouldBe((null, WebhookErrors.Refused));
        resolver.Asked.ShouldBe(["hooks.example"]);
    }

    [Fact]
    public async Task Send_WhenTheNameMeansAnotherAddressAMomentLater_ReachesTheOneThatWasChecked()
    {
        using var receiver = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        // The second look-up would lead elsewhere; there must be none.
        var resolver = new FakeResolver([IPAddress.Loopback], [IPAddress.Parse("10.0.0.1")]);

        var answer = await Courier(resolver).Send(Letter(receiver.Url("localhost")), default);

        answer.Status.ShouldBe(200);
        resolver.Asked.Count.ShouldBe(1);
        var rebound = await Courier(resolver).Send(Letter(receiver.Url("localhost")), default);
        rebound.Error.ShouldBe(WebhookErrors.Refused);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_WhenTheReceiverRedirects_FollowsNothing(int status)
    {
        using var other = new Receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var receiver = new Receiver(
            $"HTTP/1.1 {status} Elsewhere\r\nLocation: {other.Url()}\r\nContent-Length: 0\r\n\r\n"
        );

        var answer = await Courier().Send(Letter(receiver.Url()), default);

        (answer.Status, answer.Error).ShouldBe((status, WebhookErrors.Status));
        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_IsSigned_AndCarriesTheSameBytes()
    {
        using var receiver = new Receiver("HTTP/1.1 204 No Content\r\n\r\n");
        var letter = Letter(receiver.Url());

        (await Courier().Send(letter, default)).Error.ShouldBeNull();

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.ShouldContain("webhook-id: evt_1\r\n");
        request.ShouldContain("Binome-Version: 2026-11-28\r\n");
        var at = long.Parse(Header(request, "webhook-timestamp"), System.Globalization.CultureInfo.InvariantCulture);
        Header(request, "webhook-signature").ShouldBe(WebhookSignature.Of("evt_1", at, letter.Body, letter.Keys));
        request.ShouldEndWith("\r\n\r\n" + Encoding.UTF8.GetString(letter.Body));
    }

    [Fact]
    public async Task Send_WhenTheReceiverSaysNothing_EndsAfterItsTime()
    {
        using var receiver = new Receiver("");
        var time = new FakeTimeProvider();
        var sending = Courier(time: time).Send(Letter(receiver.Url()), default);
        await receiver.FirstRequest;
        sending.IsCompleted.ShouldBeFalse();

        time.Advance(WebhookLimits.AttemptTimeMax);

        (await sending).Error.ShouldBe(WebhookErrors.TimedOut);
    }

    [Fact]
    public async Task Send_WhenTheBodyNeverEnds_TakesInItsBeginning()
    {
        using var receiver = new Receiver(
            "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n",
            endless: "8\r\nendless \r\n"
        );

        var answer = await Courier().Send(Letter(receiver.Url()), default);

        (answer.Status, answer.Error).ShouldBe((500, WebhookErrors.Status));
        answer.Response!.Length.ShouldBeInRange(1, WebhookLimits.ExcerptCharactersMax);
    }

    [Fact]
    public async Task Send_WhenAskedToWait_SaysForHowLong()
    {
        using var receiver = new Receiver(
            "HTTP/1.1 429 Slow down\r\nRetry-After: 120\r\nContent-Length: 9\r\n\r\nslow\r\n\tx!"
        );

        var answer = await Courier().Send(Letter(receiver.Url()), default);

        (answer.Status, answer.RetryAfter).ShouldBe((429, TimeSpan.FromMinutes(2)));
        answer.Response.ShouldBe("slow   x!");
    }

    [Fact]
    public async Task Send_WhenNobodyListens_IsUnreachable()
    {
        var receiver = new Receiver("");
        var url = receiver.Url();
        receiver.Dispose();

        (await Courier().Send(Letter(url), default)).Error.ShouldBe(WebhookErrors.Unreachable);
    }

    private WebhookCourier Courier(IHostResolver? resolver = null, bool allowLoopback = true, TimeProvider? time = null)
    {
        var courier = new WebhookCourier(
            Targets(allowLoopback, resolver ?? new FakeResolver([IPAddress.Loopback])),
            time ?? TimeProvider.System
        );
        made.Add(courier);
        return courier;
    }

    private static WebhookTargets Targets(bool allowLoopback, IHostResolver? resolver = null) =>
        new(
            new WebhookSettings { AllowLoopback = allowLoopback },
            resolver ?? new FakeResolver([]),
            TimeProvider.System
        );

    private static WebhookLetter Letter(string url) =>
        new(
            "ten_1",
            "whe_1",
            url,
            "evt_1",
            EventVersions.Current,
            Encoding.UTF8.GetBytes("""{"id":"evt_1","type":"pair.activated"}"""),
            [WebhookSignature.KeyOf(WebhookSignature.NewSecret()), WebhookSignature.KeyOf(WebhookSignature.NewSecret())]
        );

    private static string Header(string request, string name) =>
        request.Split("\r\n").Single(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[
            (name.Length + 2)..
        ];

    /// <summary>Answers one list of addresses after the other, the last one for ever.</summary>
    private sealed class FakeResolver(params IPAddress[][] answers) : IHostResolver
    {
        private int at;

        public ConcurrentQueue<string> Asked { get; } = new();

        public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation)
        {
            Asked.Enqueue(host);
            return Task.FromResult(answers[Math.Min(at++, answers.Length - 1)]);
        }
    }

    /// <summary>Answers every request with the same bytes, whatever they are.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource over = new();
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Receiver(string answer, string? endless = null)
        {
            listener.Start();
            _ = Serve(answer, endless);
        }

        public ConcurrentQueue<string> Requests { get; } = new();

        public Task FirstRequest => first.Task;

        public string Url(string host = "127.0.0.1") =>
            $"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

        public void Dispose()
        {
            over.Cancel();
            listener.Stop();
        }

        private async Task Serve(string answer, string? endless)
        {
            try
            {
                while (true)
                    _ = Answer(await listener.AcceptTcpClientAsync(over.Token), answer, endless);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task Answer(TcpClient client, string answer, string? endless)
        {
            using var _ = client;
            try
            {
                var stream = client.GetStream();
                var text = "";
                var bytes = new byte[8_192];
                // The letter's body ends with a brace and nothing before it does.
                while (!text.EndsWith('}'))
                    text += Encoding.UTF8.GetString(bytes, 0, await stream.ReadAsync(bytes, over.Token));
                Requests.Enqueue(text);
                first.TrySetResult();
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), over.Token);
                while (endless is not null)
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(endless), over.Token);
                await Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // The sender has heard enough.
            }
        }
    }
}
