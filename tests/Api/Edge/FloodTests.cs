using System.Net;
using Binome.WebApi.Traffic;

namespace Binome.Api.Tests.Edge;

/// <summary>G8: an organisation that floods is refused, and its neighbour does not notice. How long answers take is tests/Benchmarks' affair.</summary>
public sealed class FloodTests
{
    private const string Victim = "ten_0000000000bbbbbbbbbbbbbbbb";
    private const int Quota = 300;
    private const int Times = 10;
    private const int AtOnce = 30;

    [Fact]
    public async Task Flood_AtTenTimesTheQuota_LeavesANeighbourServed()
    {
        await using var host = await EdgeHost.Start(new RequestLimits { RequestsPerMinute = Quota });
        host.Rows = (_, _, _) => EdgeAnswers.Json(Samples.Pair(), 7);
        var victimKey = host.Credentials.Add(Victim);
        var address = $"/v1/pairs/{Samples.PairId}";
        var flood = Enumerable
            .Range(0, AtOnce)
            .Select(_ => Ask(host, host.Key, address, Quota * Times / AtOnce))
            .ToList();
        var victim = await Ask(host, victimKey, address, Quota / 2);
        var attacker = (await Task.WhenAll(flood)).SelectMany(one => one).ToList();

        victim.ShouldAllBe(status => status == HttpStatusCode.OK);
        attacker.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(Quota);
        attacker.ShouldAllBe(status => status == HttpStatusCode.OK || status == HttpStatusCode.TooManyRequests);
    }

    private static async Task<List<HttpStatusCode>> Ask(EdgeHost host, string key, string address, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var sent = 0; sent < times; sent++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new("Bearer", key);
            using var response = await host.Client.SendAsync(request);
            statuses.Add(response.StatusCode);
        }
        return statuses;
    }
}
