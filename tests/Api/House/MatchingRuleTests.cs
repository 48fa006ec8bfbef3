using System.Net;
using System.Text;
using System.Text.Json;
using Binome.Api.Tests.Edge;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.House;

/// <summary>Who may be paired at all: rules that are switched, couples kept apart, whose turn it is.</summary>
[Collection(WholeProduct.Name)]
public sealed class MatchingRuleTests(ApiFixture house)
{
    [Fact]
    public async Task WhyNot_NamesTheRule_InTheReadersWords()
    {
        var (api, owner, programme, first) = await house.Matched("rule");
        var (mentor, mentee) = (await MatchingPath.Pairs(api, first)).First();
        await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentor, mentee));
        var run = await Company.Proposed(api, programme);

        var answer = await owner.Get($"/v1/matching_runs/{run}/why_not?mentor={mentor}&mentee={mentee}");

        answer.Text("code").ShouldBe("rule_forbids");
        answer.Text("message").ShouldBe("A rule forbids it: excluded pair.");
        answer.GetProperty("rules")[0].Text("code").ShouldBe("excluded");
        answer.GetProperty("price").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Exclusion_IsListed_Lifted_AndThenAllowsThePairAgain()
    {
        var (api, owner, programme, first) = await house.Matched("lift", places: 1);
        var (mentor, mentee) = (await MatchingPath.Pairs(api, first)).First();
        var exclusion = await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentor, mentee));
        var twice = await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentee, mentor));
        (await MatchingPath.Pairs(api, await Company.Proposed(api, programme))).ShouldNotContain((mentor, mentee));

        await owner.Post($"/v1/programmes/{programme}/exclusions/{exclusion.Id()}/lift");

        twice.Id().ShouldBe(exclusion.Id());
        (await MatchingPath.Pairs(api, await Company.Proposed(api, programme))).ShouldContain((mentor, mentee));
        (await owner.Get($"/v1/programmes/{programme}/exclusions")).Data().ShouldBeEmpty();
        (await owner.Get($"/v1/programmes/{programme}/exclusions?lifted=true")).Data().Count.ShouldBe(1);
    }

    [Fact]
    public async Task ReportingLine_IsSwitchedByAnOwnerAlone_WithAReason()
    {
        var tenant = await house.NewTenant("line");
        await tenant.Api.Import(
            "employee_id,first_name,last_name,email,manager_employee_id,roles\n"
                + "L1,Ada,Un,ada@line.example,,mentee\nL2,Bob,Deux,bob@line.example,L1,mentor\n"
        );
        var programme = await Company.Launched(tenant.Api, tenant.Owner, "line");
        var manager = await house.SignedIn(tenant.Id, HeldRole.Of(Role.ProgrammeManager));
        var path = $"/v1/programmes/{programme}/reporting_line";
        const string off = """{"enforced":false,"reason":"A family business of two."}""";
        (await MatchingPath.Pairs(tenant.Api, await Company.Proposed(tenant.Api, programme))).ShouldBeEmpty();

        using var byManager = await manager.Send("POST", path, off);
        using var without = await tenant.Owner.Send("POST", path, """{"enforced":false,"reason":" "}""");
        var decided = await tenant.Owner.Post(path, off);

        byManager.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await without.ShouldBeProblem(400, FailureCodes.Required);
        decided.GetProperty("reporting_line").Text("reason").ShouldBe("A family business of two.");
        var run = await Company.Proposed(tenant.Api, programme);
        var proposal = (await tenant.Api.Get($"/v1/matching_runs/{run}/proposals")).Data().ShouldHaveSingleItem();
        await tenant.Owner.Post($"/v1/matching_runs/{run}/decisions", Company.Decisions([proposal.Id()]));
        var publication = (await tenant.Owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        (await tenant.Api.Finished($"/v1/publications/{publication}", "completed")).Number("opened").ShouldBe(1);
    }

    [Fact]
    public async Task Pair_WhoseMentorBecomesTheMenteesManager_BreaksTheRule_UntilSheNoLongerIs()
    {
        var (api, owner, _, run) = await house.Matched("moved", places: 1);
        var proposal = (await api.Get($"/v1/matching_runs/{run}/proposals")).Data()[0];
        await owner.Post($"/v1/matching_runs/{run}/decisions", Company.Decisions([proposal.Id()]));
        var publication = (await owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        await api.Finished($"/v1/publications/{publication}", "completed");
        var pair = (await api.Get("/v1/pairs")).Data().ShouldHaveSingleItem();
        var manager = (await api.Get($"/v1/participants/{proposal.Text("mentor")}")).Text("employee_id");
        var mentee = $"/v1/participants/{proposal.Text("mentee")}";

        await api.Ask("PATCH", mentee, $$"""{"manager_employee_id":"{{manager}}"}""");
        await BrokenRule(api, pair.Id(), "reporting_line");
        await api.Ask("PATCH", mentee, """{"manager_employee_id":null}""");
        await BrokenRule(api, pair.Id(), null);

        var events = (await api.Get($"/v1/events?resource={pair.Id()}&types=pair.rule_broken,pair.rule_kept")).Data();
        events.Select(one => one.Text("type")).ShouldBe(["pair.rule_kept", "pair.rule_broken"], ignoreOrder: true);
    }

    private static async Task BrokenRule(ApiClient api, string pair, string? rule)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await api.Get($"/v1/pairs/{pair}")).GetProperty("broken_rule").GetString() != rule)
            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
    }

    [Fact]
    public async Task Publication_OfACoupleThatWasExcludedSince_IsRefused()
    {
        var (api, owner, programme, run) = await house.Matched("since", places: 1);
        var proposals = (await api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        await owner.Post($"/v1/matching_runs/{run}/decisions", Company.Decisions(proposals.Select(one => one.Id())));
        await owner.Post(
            $"/v1/programmes/{programme}/exclusions",
            Company.Excluded(proposals[0].Text("mentee"), proposals[0].Text("mentor"))
        );

        var publication = (await owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        var done = await api.Finished($"/v1/publications/{publication}", "completed");

        (done.Number("opened"), done.Number("refused")).ShouldBe((proposals.Count - 1, 1));
        var refused = (await api.Get($"/v1/matching_runs/{run}/proposals"))
            .Data()
            .Single(one => one.Id() == proposals[0].Id());
        refused.GetProperty("refusal").Text("code").ShouldBe(FailureCodes.PairExcluded);
    }

    [Fact]
    public async Task SomebodyWhoWasTakenOut_IsNotPublished_AndCanBeEnrolledAgain()
    {
        var (api, owner, programme, run) = await house.Matched("taken-out", places: 1);
        var proposals = (await api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        await owner.Post($"/v1/matching_runs/{run}/decisions", Company.Decisions(proposals.Select(one => one.Id())));
        var enrolments = $"/v1/programmes/{programme}/enrolments";
        var all = (await api.Get($"{enrolments}?limit=100")).Data();
        var enrolment = all.Single(one =>
            one.Text("participant") == proposals[0].Text("mentee") && one.Text("role") == "mentee"
        );

        var withdrawn = await owner.Post($"{enrolments}/{enrolment.Id()}/withdraw");
        var again = await owner.Post($"{enrolments}/{enrolment.Id()}/withdraw");
        var publication = (await owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        var done = await api.Finished($"/v1/publications/{publication}", "completed");

        enrolment.GetProperty("withdrawn_at").ValueKind.ShouldBe(JsonValueKind.Null);
        withdrawn.GetProperty("withdrawn_at").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        again.GetRawText().ShouldBe(withdrawn.GetRawText());
        (await api.Get($"{enrolments}?limit=100")).Data().Count.ShouldBe(all.Count - 1);
        (done.Number("opened"), done.Number("refused")).ShouldBe((proposals.Count - 1, 1));
        var refused = (await api.Get($"/v1/matching_runs/{run}/proposals"))
            .Data()
            .Single(one => one.Id() == proposals[0].Id());
        refused.GetProperty("refusal").Text("code").ShouldBe(FailureCodes.PairNotEnrolled);

        var person = $$"""{"participant":"{{enrolment.Text("participant")}}","role":"mentee"}""";
        var back = await api.Post(enrolments, $$"""{"participants":[{{person}}],"origin":"volunteer"}""");
        back.Number("enrolled").ShouldBe(1);
    }

    [Fact]
    public async Task SomebodyInAPairThatGoesOn_IsNotTakenOut()
    {
        var (api, owner, programme, run) = await house.Matched("kept-in", places: 1);
        var proposals = (await api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        await owner.Post($"/v1/matching_runs/{run}/decisions", Company.Decisions([proposals[0].Id()]));
        var publication = (await owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        await api.Finished($"/v1/publications/{publication}", "completed");
        var enrolments = $"/v1/programmes/{programme}/enrolments";
        var enrolment = (await api.Get($"{enrolments}?limit=100&role=mentor"))
            .Data()
            .Single(one => one.Text("participant") == proposals[0].Text("mentor"));

        using var refused = await owner.Send("POST", $"{enrolments}/{enrolment.Id()}/withdraw", "{}");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await refused.Content.ReadAsStringAsync();
        problem.ShouldContain(FailureCodes.EnrolmentInPair);
        problem.ShouldContain((await api.Get($"/v1/pairs?programme={programme}")).Data()[0].Id());
    }

    [Fact]
    public async Task LeftOverByAPublishedRun_ComeFirstNextTime()
    {
        var tenant = await house.NewTenant("turn");
        var csv = new StringBuilder(
            "employee_id,first_name,last_name,email,roles,mentor_capacity,mentee_capacity,skills_offered,skills_wanted\n"
        );
        csv.Append("T1,Ada,Un,t1@turn.example,mentor,1,1,ai:5,\n");
        csv.Append("T2,Bob,Deux,t2@turn.example,mentee,1,1,,ai:5\n");
        csv.Append("T3,Cleo,Trois,t3@turn.example,mentee,1,1,,cooking:5\n");
        await tenant.Api.Import(csv.ToString());
        var programme = await Company.Launched(tenant.Api, tenant.Owner, "turn");
        var first = await Company.Proposed(tenant.Api, programme);
        var proposal = (await tenant.Api.Get($"/v1/matching_runs/{first}/proposals")).Data().ShouldHaveSingleItem();
        await tenant.Owner.Post($"/v1/matching_runs/{first}/decisions", Company.Decisions([proposal.Id()]));
        var publication = (await tenant.Owner.Post($"/v1/matching_runs/{first}/publish")).Id();
        await tenant.Api.Finished($"/v1/publications/{publication}", "completed");
        var waiting = (await tenant.Api.Get($"/v1/matching_runs/{first}/unmatched")).Data().ShouldHaveSingleItem();

        // A better match for the one mentor who is free joins; whoever was left over comes first.
        await tenant.Api.Import(
            csv.Replace("T2,Bob,Deux,t2@", "T4,Dan,Quatre,t4@").Replace("mentor,1,1", "mentor,2,1").ToString()
        );
        await tenant.Api.Post($"/v1/programmes/{programme}/enrolments", """{"filter":{},"origin":"volunteer"}""");
        var second = await Company.Proposed(tenant.Api, programme);

        var next = (await tenant.Api.Get($"/v1/matching_runs/{second}/proposals")).Data().ShouldHaveSingleItem();
        next.Text("mentee").ShouldBe(waiting.Text("participant"));
    }

    [Fact]
    public async Task Profile_CarriesTeamThemesRequiredSkillsAndAttributes_IntoTheMatching()
    {
        var (api, owner, programme, first) = await house.Matched("attributes", places: 1);
        foreach (var (mentor, mentee) in (await MatchingPath.Pairs(api, first)).Take(1))
        foreach (var id in (string[])[mentor, mentee])
            await api.Ask(
                "PATCH",
                $"/v1/participants/{id}",
                """{"team":"blue","themes":["AI"],"attributes":{"floor":"3"}}"""
            );
        var paired = (await MatchingPath.Pairs(api, first)).First();

        var run = await MatchingPath.Run(owner, programme, """{"rules":{"same_team":true}}""");
        var person = await api.Get($"/v1/participants/{paired.Mentor}");

        person.GetProperty("attributes").Text("floor").ShouldBe("3");
        person.GetProperty("themes")[0].GetString().ShouldBe("ai");
        (await MatchingPath.Pairs(api, run.Id())).ShouldNotContain(paired);
        var why = await owner.Get(
            $"/v1/matching_runs/{run.Id()}/why_not?mentor={paired.Mentor}&mentee={paired.Mentee}"
        );
        why.GetProperty("rules")[0].Text("code").ShouldBe("same_team");
        using var wrong = await api.Send(
            "PATCH",
            $"/v1/participants/{paired.Mentor}",
            """{"attributes":{"Floor 3":"x"}}"""
        );
        await wrong.ShouldBeProblem(400, FailureCodes.Invalid);
    }
}
