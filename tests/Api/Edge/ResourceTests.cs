using System.Net;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;

namespace Binome.Api.Tests.Edge;

public sealed class ResourceTests : IAsyncLifetime
{
    private EdgeHost host = null!;

    public async Task InitializeAsync() => host = await EdgeHost.Start();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Get_AnswersTheResource_InSnakeCase_WithItsETag()
    {
        host.Rows = (_, _, _) => EdgeAnswers.Json(Samples.Pair(), 7);
        using var response = await host.Send("GET", $"/v1/pairs/{Samples.PairId}");
        var pair = await response.Json();
        response.Headers.ETag!.Tag.ShouldBe("\"v7\"");
        pair.GetProperty("object").GetString().ShouldBe("pair");
        pair.GetProperty("created").GetString().ShouldBe("2026-01-05T12:00:00.5Z");
        pair.GetProperty("overdue_at").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        pair.GetProperty("decision")
            .GetProperty("decided_by")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Hélène Vasseur");
    }

    [Fact]
    public async Task Get_WhenTheCallerHasIt_Is304_WithoutABody()
    {
        host.Rows = (_, _, _) => EdgeAnswers.Json(Samples.Pair(), 7);
        using var response = await host.Send("GET", $"/v1/pairs/{Samples.PairId}", null, ("If-None-Match", "\"v7\""));
        response.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_WhenThereIsNone_Is404()
    {
        using var response = await host.Send("GET", $"/v1/pairs/{Samples.PairId}");
        await response.ShouldBeProblem(404, FailureCodes.NotFound);
    }

    [Fact]
    public async Task List_GoesOn_WithItsCursor()
    {
        PageOf? asked = null;
        host.Rows = (_, _, arguments) =>
        {
            asked = (PageOf)arguments[2]!;
            return EdgeAnswers.JsonPage(arguments, Samples.Pair());
        };
        using var first = await host.Send("GET", "/v1/pairs?limit=1&phase=active");
        var list = await first.Json();
        list.GetProperty("object").GetString().ShouldBe("list");
        list.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        asked.ShouldBe(new PageOf(1, null));

        var link = first.Headers.GetValues("Link").Single();
        link.ShouldEndWith("; rel=\"next\"");
        using var second = await host.Send("GET", link[1..link.IndexOf('>')]);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.ShouldBe(new PageOf(1, Samples.PairId));
    }

    [Fact]
    public async Task List_WhenTheCursorIsOfOtherFiltersOrOfAnotherTenant_Is400()
    {
        host.Rows = (_, _, arguments) => EdgeAnswers.JsonPage(arguments, Samples.Pair());
        using var first = await host.Send("GET", "/v1/pairs?phase=active");
        var cursor = (await first.Json()).GetProperty("next_cursor").GetString();

        using var otherFilter = await host.Send("GET", $"/v1/pairs?phase=closed&cursor={cursor}");
        await otherFilter.ShouldBeProblem(400, TransportCodes.CursorInvalid);

        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", host.Credentials.Add("ten_b"));
        using var otherTenant = await host.Send("GET", $"/v1/pairs?phase=active&cursor={cursor}");
        await otherTenant.ShouldBeProblem(400, TransportCodes.CursorInvalid);
    }

    [Fact]
    public async Task List_UnderAResourceThatIsNotThere_Is404()
    {
        host.Rows = (rows, method, _) =>
            method == "List" ? Task.FromResult(new Slice<Binome.Contracts.Sessions.SessionRow>([], false)) : null;
        using var response = await host.Send("GET", $"/v1/pairs/{Samples.PairId}/sessions");
        await response.ShouldBeProblem(404, FailureCodes.NotFound);
    }

    [Fact]
    public async Task Patch_PassesTheVersionOfIfMatch()
    {
        host.Grains.Answer = (_, _, _) =>
            Task.FromResult<Outcome<SavedParticipant>>(Failure.Of(FailureCodes.VersionMismatch));
        var id = Ids.New(Ids.Participant, Samples.Noon);
        using var response = await host.Send("PATCH", $"/v1/participants/{id}", "{}", ("If-Match", "\"v4\""));
        await response.ShouldBeProblem(412, FailureCodes.VersionMismatch);
        ((SaveParticipant)host.Grains.Calls.Single().Arguments[0]!).IfVersion.ShouldBe(4);
    }

    [Fact]
    public async Task Put_WhenSomebodyElseCreatesThePersonMeanwhile_FindsThem()
    {
        var winner = Ids.New(Ids.Participant, Samples.Noon);
        var lookups = 0;
        host.Rows = (_, _, _) =>
            Task.FromResult(
                ++lookups == 1
                    ? ImmutableDictionary<string, string>.Empty
                    : ImmutableDictionary<string, string>.Empty.Add("E1", winner)
            );
        host.Grains.Answer = (key, _, _) =>
            Task.FromResult<Outcome<SavedParticipant>>(
                key.EndsWith(winner, StringComparison.Ordinal)
                    ? Failure.Of(FailureCodes.EmailTaken)
                    : Failure.Of(FailureCodes.EmployeeIdTaken)
            );
        using var response = await host.Send("PUT", "/v1/participants/by_employee_id/E1", "{}");
        await response.ShouldBeProblem(409, FailureCodes.EmailTaken);
        host.Grains.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("launch", "{}")]
    [InlineData("close", "{}")]
    [InlineData("checklist", """{"item":"readiness_checked"}""")]
    [InlineData("gate", """{"go":true,"reason":"It works."}""")]
    public async Task HumanAct_UnderAKey_IsRefused(string act, string body)
    {
        var programme = Ids.New(Ids.Programme, Samples.Noon);
        using var response = await host.Send("POST", $"/v1/programmes/{programme}/{act}", body);
        await response.ShouldBeProblem(403, FailureCodes.PersonRequired);
        host.Grains.Calls.ShouldBeEmpty();
    }
}
