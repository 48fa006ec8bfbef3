using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Integrations;

namespace Binome.Api.Tests.Integrations;

/// <summary>The log as a stream, over HTTP.</summary>
[Collection(WholeProduct.Name)]
public sealed class EventStreamTests(ApiFixture house)
{
    private const string Path = "/v1/events/stream";
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stream_TellsWhatHappens_AsTheApiDoes_AndResumesWithoutGapOrDouble()
    {
        var company = await house.NewTenant("Streamed");
        var secret = await Secret(company);
        using var listener = await Listen(secret);
        var expected = await Happen(company, 3);
        var heard = await Next(listener, 3);
        heard.Select(one => one.Id).ShouldBe(expected);
        var api = await company.Api.Get($"/v1/events/{heard[0].Id}");
        heard[0].Data.ShouldBe(api.GetRawText());
        heard[0].Type.ShouldBe(EventTypes.ProgrammeCreated);

        // More than a stream keeps at hand happens while nobody listens: the rest is read from the log.
        var missed = await Happen(company, 300);
        using var again = await Listen(secret, ("Last-Event-ID", heard[0].Id));
        var rest = await Next(again, 302);
        rest.Select(one => one.Id).ShouldBe([.. expected[1..], .. missed]);
    }

    [Fact]
    public async Task Stream_OfTypes_LeavesOutTheOthers()
    {
        var company = await house.NewTenant("Streamed by type");
        using var listener = await Listen(await Secret(company), query: "?types=programme.updated");
        var programme = (await company.Api.Post("/v1/programmes", """{"kind":"peer","name":"One"}""")).Id();
        await company.Api.Ask("PATCH", $"/v1/programmes/{programme}", """{"name":"Two"}""");

        (await Next(listener, 1)).Single().Type.ShouldBe(EventTypes.ProgrammeUpdated);
    }

    [Fact]
    public async Task Stream_OfAnotherCompany_TellsNothingOfOurs()
    {
        var ours = await house.NewTenant("Ours");
        var theirs = await house.NewTenant("Theirs");
        using var listener = await Listen(await Secret(theirs));
        await Happen(ours, 2);
        var expected = await Happen(theirs, 1);

        (await Next(listener, 1)).Single().Id.ShouldBe(expected.Single());
        var foreign = await Happen(ours, 1);
        using var refused = await Ask(await Secret(theirs), ("Last-Event-ID", foreign.Single()));
        await refused.ShouldBeProblem(400, TransportCodes.LastEventUnknown);
    }

    [Fact]
    public async Task Stream_WhenItsKeyIsRevoked_IsCutOff()
    {
        var company = await house.NewTenant("Revoked");
        var made = await house.Grains(company.Id).Tenant().CreateKey(new("stream", [], null));
        using var listener = await Listen(made.Value.Secret);

        await house.Grains(company.Id).Tenant().RevokeKey(made.Value.Key.Id);

        using var limit = new CancellationTokenSource(WaitMax);
        var ended = false;
        try
        {
            while (await listener.ReadLineAsync(limit.Token) is not null) { }
            ended = true;
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            ended = true;
        }
        ended.ShouldBeTrue();
        using var refused = await Ask(made.Value.Secret);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Stream_ForWhoDoesNotAskForOne_SaysHow()
    {
        using var refused = await house.Alize.Api.Send("GET", Path, null, ("Accept", "application/json"));
        await refused.ShouldBeProblem(406, TransportCodes.StreamNotAcceptable);
    }

    private async Task<string> Secret(NewTenant company) =>
        (await house.Grains(company.Id).Tenant().CreateKey(new("stream", [], null))).Value.Secret;

    private static async Task<List<string>> Happen(NewTenant company, int times)
    {
        for (var number = 0; number < times; number++)
            await company.Api.Post("/v1/programmes", """{"kind":"peer","name":"One"}""");
        var ids = new List<string>();
        for (string? next = $"/v1/events?types={EventTypes.ProgrammeCreated}&limit=100"; ids.Count < times; )
        {
            var page = await company.Api.Get(next!);
            ids.AddRange(page.Data().Select(one => one.Id()));
            next = page.GetProperty("has_more").GetBoolean()
                ? $"/v1/events?types={EventTypes.ProgrammeCreated}&limit=100&cursor={page.Text("next_cursor")}"
                : null;
        }
        return [.. ids.Take(times).Reverse()];
    }

    private async Task<StreamReader> Listen(string secret, (string, string)? header = null, string query = "")
    {
        var response = await Ask(secret, header, query);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // Its first line says that it follows the log.
        (await reader.ReadLineAsync()).ShouldStartWith("retry:");
        return reader;
    }

    private async Task<HttpResponseMessage> Ask(
        string secret,
        (string Name, string Value)? header = null,
        string query = ""
    )
    {
        var http = new HttpClient { BaseAddress = house.Address };
        var request = new HttpRequestMessage(HttpMethod.Get, Path + query);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (header is { } given)
            request.Headers.TryAddWithoutValidation(given.Name, given.Value);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<List<(string Id, string Type, string Data)>> Next(StreamReader reader, int count)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        var heard = new List<(string, string, string)>();
        var (id, type) = ("", "");
        while (heard.Count < count)
        {
            var line = await reader.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                heard.Add((id, type, line[6..]));
        }
        return heard;
    }
}
