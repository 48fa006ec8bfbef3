using System.Net;
using System.Text;
using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;
using Orleans.Runtime;
using Orleans.Storage;

namespace Binome.Api.Tests.Edge;

public sealed class TransportTests : IAsyncLifetime
{
    private EdgeHost host = null!;

    public async Task InitializeAsync() => host = await EdgeHost.Start();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, TransportCodes.RouteUnknown)]
    [InlineData("GET", "/nothing", 404, TransportCodes.RouteUnknown)]
    [InlineData("DELETE", "/v1/pairs", 405, TransportCodes.MethodNotAllowed)]
    [InlineData("GET", "/v1/pairs?pase=active", 400, TransportCodes.ParameterUnknown)]
    [InlineData("GET", "/v1/pairs?limit=0", 400, TransportCodes.ParameterInvalid)]
    [InlineData("GET", "/v1/pairs?cursor=x", 400, TransportCodes.CursorInvalid)]
    [InlineData("GET", "/v1/events?types=pair.vanished", 400, TransportCodes.ParameterInvalid)]
    [InlineData("GET", "/v1/pairs?programme=prg_%00", 400, TransportCodes.ParameterInvalid)]
    public async Task Request_WhenItIsWrong_IsAProblem(string method, string path, int status, string code)
    {
        using var response = await host.Send(method, path);
        await response.ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task UnknownParameter_IsNamed_WithTheKnownOnes()
    {
        using var response = await host.Send("GET", "/v1/pairs?pase=active");
        var problem = await response.ShouldBeProblem(400, TransportCodes.ParameterUnknown);
        problem.GetProperty("detail").GetString()!.ShouldContain("phase");
        problem.GetProperty("errors")[0].GetProperty("parameter").GetString().ShouldBe("pase");
    }

    [Fact]
    public async Task UnknownRoute_WithoutAKey_Is404()
    {
        host.Client.DefaultRequestHeaders.Authorization = null;
        using var response = await host.Send("GET", "/v1/nothing");
        await response.ShouldBeProblem(404, TransportCodes.RouteUnknown);
    }

    [Fact]
    public async Task Accept_WhenWeCantAnswerIt_Is406()
    {
        using var response = await host.Send("GET", "/v1/pairs", null, ("Accept", "text/csv"));
        await response.ShouldBeProblem(406, TransportCodes.NotAcceptable);
    }

    [Fact]
    public async Task Body_WhenOfAnotherType_Is415()
    {
        using var content = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await host.Client.PostAsync($"/v1/pairs/{Samples.PairId}/sessions", content);
        await response.ShouldBeProblem(415, TransportCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Body_WhenTooLarge_Is413()
    {
        using var response = await host.Send("POST", "/v1/programmes", $"{{\"name\":\"{new string('a', 2 << 20)}\"}}");
        await response.ShouldBeProblem(413, TransportCodes.BodyTooLarge);
    }

    [Fact]
    public async Task Problem_WhenTheCallerReadsFrench_IsInFrench()
    {
        using var response = await host.Send("GET", "/v1/nothing", null, ("Accept-Language", "fr-FR"));
        var problem = await response.ShouldBeProblem(404, TransportCodes.RouteUnknown);
        problem.GetProperty("title").GetString().ShouldBe("Introuvable");
        response.Content.Headers.ContentLanguage.ShouldBe(["fr"]);
    }

    [Theory]
    [InlineData(null, TransportCodes.KeyMissing)]
    [InlineData("Basic abc", TransportCodes.KeyInvalid)]
    [InlineData("Bearer nonsense", TransportCodes.KeyInvalid)]
    [InlineData("Bearer ", TransportCodes.KeyInvalid)]
    public async Task Key_WhenBad_Is401(string? header, string code)
    {
        host.Client.DefaultRequestHeaders.Authorization = null;
        using var response = header is null
            ? await host.Send("GET", "/v1/pairs")
            : await host.Send("GET", "/v1/pairs", null, ("Authorization", header));
        await response.ShouldBeProblem(401, code);
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task Key_WhenNobodyCanLookItUp_Is503_AndNothingIsRead()
    {
        var wasRead = false;
        host.Rows = (_, _, _) =>
        {
            wasRead = true;
            return null;
        };
        host.Credentials.Failure = new InvalidOperationException("no storage");
        using var response = await host.Send("GET", $"/v1/pairs/{Samples.PairId}");
        await response.ShouldBeProblem(503, FailureCodes.Busy);
        wasRead.ShouldBeFalse();
    }

    public static TheoryData<Exception> Busy =>
        new(
            new LimitExceededException("mailbox full"),
            new TimeoutException(),
            new InconsistentStateException("disk full"),
            new SiloUnavailableException(),
            new OrleansException("whatever the runtime has")
        );

    [Theory]
    [MemberData(nameof(Busy))]
    public async Task Command_WhenTheHouseIsBusy_Is503_WithRetryAfter(Exception exception)
    {
        host.Grains.Answer = (_, _, _) => Task.FromException<Outcome<SavedSession>>(exception);
        using var response = await AddSession();
        await response.ShouldBeProblem(503, FailureCodes.Busy);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Command_WhenTheGrainLostItsState_IsSentOnceMore_WithTheSameId()
    {
        var calls = 0;
        host.Grains.Answer = (_, _, arguments) =>
            ++calls == 1
                ? Task.FromException<Outcome<SavedSession>>(new InconsistentStateException("stale"))
                : Task.FromResult<Outcome<SavedSession>>(Samples.Session((AddSession)arguments[0]!, Samples.PairId));
        using var response = await AddSession();
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var ids = host.Grains.Calls.Select(call => ((AddSession)call.Arguments[0]!).SessionId).ToList();
        ids.Count.ShouldBe(2);
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Command_WhenSomethingUnexpectedHappens_Is500_WithoutDetails_AndIsLogged()
    {
        host.Grains.Answer = (_, _, _) =>
            Task.FromException<Outcome<SavedSession>>(new InvalidOperationException("the secret of the house"));
        using var response = await AddSession();
        await response.ShouldBeProblem(500, TransportCodes.Unexpected);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("secret");
        var requestId = response.Headers.GetValues("Request-Id").Single();
        host.Log.Lines.ShouldContain(line =>
            line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Text.Contains(requestId)
        );
    }

    [Fact]
    public async Task Command_ReachesTheGrain_OfTheKeysTenant()
    {
        using var response = await AddSession();
        host.Grains.Calls.Single().Key.ShouldBe($"{EdgeHost.Tenant}/{Samples.PairId}");
    }

    [Fact]
    public async Task Command_CarriesTheTenant_AsSecondLock()
    {
        object? noted = null;
        host.Grains.Answer = (_, _, _) =>
        {
            noted = RequestContext.Get("binome.tenant");
            return null;
        };
        using var response = await AddSession();
        noted.ShouldBe(EdgeHost.Tenant);
    }

    [Fact]
    public async Task Request_LeavesOneLine_WithoutQueryOrIds()
    {
        host.Rows = (_, _, _) => Task.FromResult<string?>(null);
        using var response = await host.Send("GET", "/v1/pairs?overdue=true");
        var lines = host.Log.Lines.Where(line => line.Text.Contains("/v1/pairs", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(1);
        lines[0].Text.ShouldContain(EdgeHost.Tenant);
        lines[0].Text.ShouldContain("200");
        lines[0].Text.ShouldNotContain("overdue");
    }

    private Task<HttpResponseMessage> AddSession() =>
        host.Send("POST", $"/v1/pairs/{Samples.PairId}/sessions", Samples.SessionBody);
}
