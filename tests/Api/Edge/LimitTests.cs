using System.Net;
using Binome.WebApi.Http;
using Binome.WebApi.Traffic;

namespace Binome.Api.Tests.Edge;

/// <summary>How much an organisation may ask for, and what gives way when there is too much to do.</summary>
public sealed class LimitTests
{
    private const string OtherTenant = "ten_0000000000bbbbbbbbbbbbbbbb";
    private static readonly string Pair = $"/v1/pairs/{Samples.PairId}";

    [Fact]
    public async Task Answer_SaysWhatIsLeftOfTheShare()
    {
        await using var host = await Limited(new RequestLimits { RequestsPerMinute = 60 });

        using var first = await host.Send("GET", Pair);
        using var second = await host.Send("GET", "/v1/pairs?limit=0");

        Header(first, "RateLimit-Policy").ShouldBe("\"keys\";q=60;w=60");
        Header(first, "RateLimit").ShouldBe("\"keys\";r=59;t=1");
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Header(second, "RateLimit").ShouldStartWith("\"keys\";r=58;");
    }

    [Fact]
    public async Task Request_WhenTheShareIsUsedUp_Is429_AndSaysWhenToComeBack()
    {
        await using var host = await Limited(new RequestLimits { RequestsPerMinute = 2 });
        (await host.Send("GET", Pair)).Dispose();
        (await host.Send("GET", Pair)).Dispose();

        using var third = await host.Send("GET", Pair, null, ("Accept-Language", "fr"));

        var problem = await third.ShouldBeProblem(429, TransportCodes.RateLimited);
        problem.GetProperty("detail").GetString()!.ShouldStartWith("Votre organisation a envoyé ses 2 demandes");
        third.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(28, 30);
        Header(third, "RateLimit").ShouldStartWith("\"keys\";r=0;t=");
    }

    [Fact]
    public async Task Requests_WhenRefusedByTheHundred_WriteOneLineTogether()
    {
        await using var host = await Limited(new RequestLimits { RequestsPerMinute = 1 });
        (await host.Send("GET", Pair)).Dispose();

        for (var more = 0; more < 100; more++)
            (await host.Send("GET", Pair)).Dispose();

        // One for the request that was served.
        host.Log.Lines.Count(line => line.Category.EndsWith(nameof(RequestPipeline), StringComparison.Ordinal))
            .ShouldBe(1);
        var refusals = host
            .Log.Lines.Where(line => line.Category.EndsWith(nameof(TenantLimits), StringComparison.Ordinal))
            .ToList();
        refusals.Count.ShouldBeInRange(1, 10);
        refusals[0].Text.ShouldContain("1 requests refused");
    }

    [Fact]
    public async Task Share_IsOneOrganisationsAlone()
    {
        await using var host = await Limited(new RequestLimits { RequestsPerMinute = 1 });
        (await host.Send("GET", Pair)).Dispose();
        (await host.Send("GET", Pair)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", host.Credentials.Add(OtherTenant));

        (await host.Send("GET", Pair)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WrongKey_CostsNobodysShare()
    {
        await using var host = await Limited(new RequestLimits { RequestsPerMinute = 1 });
        var key = host.Client.DefaultRequestHeaders.Authorization;
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", "bn_live_wrong");
        using var wrong = await host.Send("GET", Pair);
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.Contains("RateLimit").ShouldBeFalse();

        host.Client.DefaultRequestHeaders.Authorization = key;

        (await host.Send("GET", Pair)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_WhenTooManyOfTheOrganisationRun_Is429_UntilOneIsDone()
    {
        await using var host = await EdgeHost.Start(new RequestLimits { ConcurrentPerTenant = 1 });
        var running = Hold(host);
        var first = host.Send("GET", Pair);
        var release = await running;

        using var second = await host.Send("GET", Pair);

        await second.ShouldBeProblem(429, TransportCodes.ConcurrencyLimited);
        release.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Send("GET", Pair)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Process_WhenItHasTooMuchToDo_RefusesReads_AndStillTakesWrites()
    {
        await using var host = await EdgeHost.Start(new RequestLimits { ConcurrentReads = 1, ConcurrentRequests = 2 });
        var running = Hold(host);
        var first = host.Send("GET", Pair);
        var release = await running;

        using var read = await host.Send("GET", Pair);
        using var write = await host.Send("POST", $"{Pair}/sessions", "{}");

        await read.ShouldBeProblem(503, FailureCodes.Busy);
        // Read and judged, so it was let through.
        await write.ShouldBeProblem(400, FailureCodes.Required);
        release.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<EdgeHost> Limited(RequestLimits limits)
    {
        var host = await EdgeHost.Start(limits);
        host.Rows = (_, _, _) => EdgeAnswers.Json(Samples.Pair(), 7);
        return host;
    }

    /// <summary>The first read waits; the task ends once it does, with what lets it go on.</summary>
    private static Task<TaskCompletionSource> Hold(EdgeHost host)
    {
        var arrived = new TaskCompletionSource<TaskCompletionSource>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Rows = (_, _, _) => Wait();
        return arrived.Task;

        async Task<Contracts.Ledger.StoredJson?> Wait()
        {
            arrived.TrySetResult(release);
            await release.Task;
            return await EdgeAnswers.Json(Samples.Pair(), 7);
        }
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();
}
