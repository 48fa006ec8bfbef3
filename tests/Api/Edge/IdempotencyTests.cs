using System.Net;
using Binome.Contracts.Sessions;

namespace Binome.Api.Tests.Edge;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Header = "Idempotency-Key";
    private EdgeHost host = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        host.Grains.Answer = (_, _, arguments) =>
            Task.FromResult<Outcome<SavedSession>>(Samples.Session((AddSession)arguments[0]!, Samples.PairId));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc", "\"abc\"")]
    public async Task Post_WhenSentAgain_IsAnsweredByteForByte(string first, string again)
    {
        using var one = await Add(first);
        using var two = await Add(again);
        two.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await two.Content.ReadAsByteArrayAsync()).ShouldBe(await one.Content.ReadAsByteArrayAsync());
        two.Headers.Location.ShouldBe(one.Headers.Location);
        two.Headers.ETag.ShouldBe(one.Headers.ETag);
        two.Headers.GetValues("Idempotent-Replayed").Single().ShouldBe("true");
        one.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        host.Grains.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_WithAnotherBody_Is422()
    {
        using var one = await Add("abc");
        using var two = await Add("abc", Samples.SessionBody.Replace("60", "61"));
        await two.ShouldBeProblem(422, TransportCodes.IdempotencyOtherRequest);
    }

    [Fact]
    public async Task Post_OfAnotherTenant_IsAnotherRequest()
    {
        using var one = await Add("abc");
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", host.Credentials.Add("ten_b"));
        using var two = await Add("abc");
        two.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        host.Grains.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Post_WhileTheFirstRuns_Is409()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource<Outcome<SavedSession>>();
        host.Grains.Answer = (_, _, _) =>
        {
            entered.SetResult();
            return gate.Task;
        };
        var first = Add("abc");
        await entered.Task;
        using var second = await Add("abc");
        await second.ShouldBeProblem(409, TransportCodes.IdempotencyInProgress);
        gate.SetResult(Failure.Of(FailureCodes.PairEnded));
        (await first).Dispose();
    }

    [Fact]
    public async Task Post_WhenRefused_IsNotKept()
    {
        host.Grains.Answer = (_, _, _) => Task.FromResult<Outcome<SavedSession>>(Failure.Of(FailureCodes.PairEnded));
        using var response = await Add("abc");
        await response.ShouldBeProblem(409, FailureCodes.PairEnded);
        host.Idempotency.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Post_WhenTheBodyIsBad_ClaimsNothing()
    {
        using var response = await Add("abc", "{}");
        await response.ShouldBeProblem(400, FailureCodes.Required);
        host.Idempotency.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Post_WhenItsAnswerWasLost_IsDrivenAgain_AndMakesTheSame()
    {
        host.Idempotency.LosesAnswer = true;
        using var lost = await Add("abc");
        await lost.ShouldBeProblem(503, FailureCodes.Busy);

        using var again = await Add("abc");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        host.Grains.Calls.Select(call => ((AddSession)call.Arguments[0]!).SessionId).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("a\tb")]
    public async Task Key_WhenNoKey_Is400(string key)
    {
        using var response = await Add(key);
        await response.ShouldBeProblem(400, TransportCodes.IdempotencyKeyInvalid);
    }

    [Fact]
    public async Task Key_WhenLongerThan255_Is400()
    {
        using var response = await Add(new string('k', 256));
        await response.ShouldBeProblem(400, TransportCodes.IdempotencyKeyInvalid);
    }

    private Task<HttpResponseMessage> Add(string key, string body = Samples.SessionBody) =>
        host.Send("POST", $"/v1/pairs/{Samples.PairId}/sessions", body, (Header, key));
}
