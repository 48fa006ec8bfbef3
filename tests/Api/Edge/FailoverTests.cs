using System.Net;
using Binome.Contracts.Sessions;
using Orleans.Runtime;

namespace Binome.Api.Tests.Edge;

/// <summary>What becomes of requests whose grain was on a node that is gone.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private EdgeHost host = null!;
    private int failures;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        host.Grains.Answer = (_, _, arguments) =>
            failures-- > 0
                ? Task.FromException<Outcome<SavedSession>>(new SiloUnavailableException())
                : Task.FromResult<Outcome<SavedSession>>(Samples.Session((AddSession)arguments[0]!, Samples.PairId));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Post_UnderAKey_IsRepeatedUntilTheGrainIsFound_WithTheSameId()
    {
        failures = 3;
        using var response = await Add(("Idempotency-Key", "abc"));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var ids = host.Grains.Calls.Select(call => ((AddSession)call.Arguments[0]!).SessionId).ToList();
        ids.Count.ShouldBe(4);
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Post_UnderAKey_WhenTheGrainIsNowhere_Is503_AndTheNextAttemptHasTheSameId()
    {
        failures = int.MaxValue;
        using var response = await Add(("Idempotency-Key", "abc"));
        await response.ShouldBeProblem(503, FailureCodes.Busy);
        response.Headers.RetryAfter.ShouldNotBeNull();
        failures = 0;
        using var again = await Add(("Idempotency-Key", "abc"));
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        host.Grains.Calls.Select(call => ((AddSession)call.Arguments[0]!).SessionId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Post_WithoutAKey_IsSentOnce_AndIs503()
    {
        failures = 1;
        using var response = await Add();
        await response.ShouldBeProblem(503, FailureCodes.Busy);
        response.Headers.RetryAfter.ShouldNotBeNull();
        host.Grains.Calls.Count.ShouldBe(1);
    }

    private Task<HttpResponseMessage> Add(params (string Name, string Value)[] headers) =>
        host.Send("POST", $"/v1/pairs/{Samples.PairId}/sessions", Samples.SessionBody, headers);
}
