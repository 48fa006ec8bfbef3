using System.Net;
using System.Text;
using Binome.Api.Tests.Edge;
using Binome.Contracts.Members;
using Binome.Matching;
using Binome.Matching.Proofs;

namespace Binome.Api.Tests.House;

/// <summary>Questions about a matching, what-ifs, and what people set against it. Every company has three mentors with three places and three mentees with two.</summary>
[Collection(WholeProduct.Name)]
public sealed class MatchingTests(ApiFixture house)
{
    [Fact]
    public async Task Certificate_IsCheckedAnew_AndTheProofByAnybody()
    {
        var (_, owner, _, run) = await Matched("proof");

        var certificate = await owner.Get($"/v1/matching_runs/{run}/certificate");
        using var response = await owner.Send("GET", $"/v1/matching_runs/{run}/proof");

        certificate.GetProperty("holds").GetBoolean().ShouldBeTrue();
        certificate.Number("pairs_looked_at").ShouldBe(9);
        certificate.Text("value").ShouldBe(certificate.Text("bound"));
        var (problem, solution) = MatchingProof.Read(await response.Content.ReadAsStreamAsync());
        MatchingCertificate.Verify(problem, solution).ShouldBeEmpty();
        solution.Pairs.Count.ShouldBe(certificate.Number("pairs"));
        // Another total is no longer proven: the check can fail.
        MatchingCertificate
            .Verify(problem, solution with { TotalPoints = solution.TotalPoints + 1 })
            .ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Lock_IsPriced_AsSolvingAgainConfirms()
    {
        var (api, owner, programme, run) = await Matched("lock", places: 1);
        var (mentor, mentee) = await NonPair(api, run);

        var why = await owner.Get($"/v1/matching_runs/{run}/why_not?mentor={mentor}&mentee={mentee}&exact=true");
        var locked = await Run(
            owner,
            programme,
            $$"""{"locked":[{"mentor":"{{mentor}}","mentee":"{{mentee}}","reason":"They know each other."}]}"""
        );

        why.Text("code").ShouldBe("costs_the_cohort");
        var change = locked.GetProperty("changes")[0];
        change.GetProperty("price").GetRawText().ShouldBe(why.GetProperty("price").GetRawText());
        change.GetProperty("decided_by").Id().ShouldNotBeEmpty();
        var before = await api.Get($"/v1/matching_runs/{run}");
        var loss = before.GetProperty("score").GetDouble() - locked.GetProperty("score").GetDouble();
        change.GetProperty("price").GetProperty("score").GetDouble().ShouldBe(loss, 1e-9);
        (await Pairs(api, locked.Id())).ShouldContain((mentor, mentee));
    }

    [Fact]
    public async Task Exclusion_OfTheRun_IsPriced_AndHoldsForThisRunOnly()
    {
        var (api, owner, programme, run) = await Matched("without", places: 1);
        var (mentor, mentee) = (await Pairs(api, run)).First();

        var without = await Run(
            owner,
            programme,
            $$"""{"excluded":[{"mentor":"{{mentor}}","mentee":"{{mentee}}","reason":"They asked."}]}"""
        );
        var again = await Run(owner, programme, "{}");

        var loss = again.GetProperty("score").GetDouble() - without.GetProperty("score").GetDouble();
        without.GetProperty("changes")[0].GetProperty("price").GetProperty("score").GetDouble().ShouldBe(loss, 1e-9);
        (await Pairs(api, without.Id())).ShouldNotContain((mentor, mentee));
        (await Pairs(api, again.Id())).ShouldContain((mentor, mentee));
    }

    [Fact]
    public async Task Lock_ByAKey_OrAgainstARule_StartsNothing()
    {
        var (api, owner, programme, run) = await Matched("refused");
        var (mentor, mentee) = (await Pairs(api, run)).First();
        var locked = $$"""{"locked":[{"mentor":"{{mentor}}","mentee":"{{mentee}}","reason":"Why not."}]}""";
        var path = $"/v1/programmes/{programme}/matching_runs";
        await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentee, mentor));

        using var byKey = await api.Send("POST", path, locked);
        using var against = await owner.Send("POST", path, locked);
        using var unknown = await owner.Send("POST", path, locked.Replace(mentor, mentee));

        await byKey.ShouldBeProblem(403, FailureCodes.PersonRequired);
        await against.ShouldBeProblem(422, FailureCodes.LockForbidden);
        await unknown.ShouldBeProblem(422, FailureCodes.NotEnrolled);
        (await api.Get($"/v1/matching_runs?programme={programme}")).Data().Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatIf_ChangesWhatIsAsked_AndIsComparedWithTheFirst()
    {
        var (api, owner, programme, run) = await Matched("what-if", places: 1);
        var (mentor, mentee) = (await Pairs(api, run)).First();

        var other = await Run(
            owner,
            programme,
            $$"""{"rules":{"same_team":true},"excluded":[{"mentor":"{{mentor}}","mentee":"{{mentee}}","reason":"Try."}]}"""
        );
        var comparison = await owner.Get($"/v1/matching_runs/{run}/comparison?with={other.Id()}");

        other.GetProperty("terms").GetProperty("rules").GetProperty("same_team").GetBoolean().ShouldBeTrue();
        var settings = await api.Get($"/v1/programmes/{programme}");
        settings.GetProperty("rules").GetProperty("same_team").GetBoolean().ShouldBeFalse();
        comparison.GetProperty("same_scale").GetBoolean().ShouldBeTrue();
        comparison.Number("lost_count").ShouldBe(comparison.GetProperty("lost").GetArrayLength());
        var lost = comparison
            .GetProperty("lost")
            .EnumerateArray()
            .Select(pair => (pair.Text("mentor"), pair.Text("mentee")));
        lost.ShouldContain((mentor, mentee));
        (comparison.Number("kept") + comparison.Number("lost_count")).ShouldBe((await Pairs(api, run)).Count);
        (comparison.Number("kept") + comparison.Number("gained_count")).ShouldBe((await Pairs(api, other.Id())).Count);
        comparison.GetProperty("lost")[0].Text("mentor_name").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Comparison_WithARunOfAnotherProgramme_IsRefused()
    {
        var (api, owner, _, run) = await Matched("two");
        var other = await Company.Proposed(api, await Company.Launched(api, owner, "second"));

        using var response = await owner.Send("GET", $"/v1/matching_runs/{run}/comparison?with={other}");

        await response.ShouldBeProblem(409, FailureCodes.RunsOfTwoProgrammes);
    }

    [Fact]
    public async Task Comparison_WithARunOutOfReach_AnswersLikeAMissingOne()
    {
        var tenant = await house.NewTenant("reach");
        await tenant.Api.Import(Company.Csv("reach"));
        var own = await Company.Launched(tenant.Api, tenant.Owner, "reach");
        var run = await Company.Proposed(tenant.Api, own);
        var other = await Company.Proposed(tenant.Api, await Company.Launched(tenant.Api, tenant.Owner, "beyond"));
        var coordinator = await house.SignedIn(tenant.Id, HeldRole.Of(Role.Coordinator, own));

        using var response = await coordinator.Send("GET", $"/v1/matching_runs/{run}/comparison?with={other}");

        await response.ShouldBeProblem(404, FailureCodes.NotFound);
    }

    [Fact]
    public async Task LeftOver_AreTold_TheSmallestChangeThatWouldPlaceThem()
    {
        var tenant = await house.NewTenant("advice");
        var csv = Company.Csv("advice") + "advice-8,Lea,Blanc,lea@advice.example,it,DE,de,4,mentee,,ai:2\n";
        await tenant.Api.Import(csv);
        var programme = await Company.Launched(tenant.Api, tenant.Owner, "advice");
        var run = await Company.Proposed(tenant.Api, programme);
        var left = (await tenant.Api.Get($"/v1/matching_runs/{run}/unmatched?role=mentee")).Data().Single();

        using var response = await tenant.Api.Send(
            "GET",
            $"/v1/matching_runs/{run}/advice?participant={left.Text("participant")}&role=mentee",
            null,
            ("Accept-Language", "fr")
        );
        var advice = await response.Json();

        left.Text("code").ShouldBe("no_eligible_counterpart");
        advice.Text("code").ShouldBe("relax_rule");
        advice.GetProperty("rules")[0].Text("code").ShouldBe("language");
        advice.Text("message").ShouldContain(advice.Text("counterpart_name"));
        advice.Text("message").ShouldContain("langue");
    }

    [Fact]
    public async Task Advice_ForSomebodyWithAPair_SaysSo()
    {
        var (api, owner, _, run) = await Matched("placed");
        var (_, mentee) = (await Pairs(api, run)).First();

        using var response = await owner.Send(
            "GET",
            $"/v1/matching_runs/{run}/advice?participant={mentee}&role=mentee"
        );

        await response.ShouldBeProblem(409, FailureCodes.NotLeftOver);
    }

    [Fact]
    public async Task WhyNot_NamesTheRule_InTheReadersWords()
    {
        var (api, owner, programme, first) = await Matched("rule");
        var (mentor, mentee) = (await Pairs(api, first)).First();
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
        var (api, owner, programme, first) = await Matched("lift", places: 1);
        var (mentor, mentee) = (await Pairs(api, first)).First();
        var exclusion = await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentor, mentee));
        var twice = await owner.Post($"/v1/programmes/{programme}/exclusions", Company.Excluded(mentee, mentor));
        (await Pairs(api, await Company.Proposed(api, programme))).ShouldNotContain((mentor, mentee));

        await owner.Post($"/v1/programmes/{programme}/exclusions/{exclusion.Id()}/lift");

        twice.Id().ShouldBe(exclusion.Id());
        (await Pairs(api, await Company.Proposed(api, programme))).ShouldContain((mentor, mentee));
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
        (await Pairs(tenant.Api, await Company.Proposed(tenant.Api, programme))).ShouldBeEmpty();

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
        var (api, owner, _, run) = await Matched("moved", places: 1);
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
        var (api, owner, programme, run) = await Matched("since", places: 1);
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
    public async Task Chance_ChoosesTheSameForASeed_WithinItsTolerance()
    {
        var (api, owner, programme, run) = await Matched("chance", places: 1);
        const string plan = """{"random":{"tolerance":0.5,"seed":7}}""";

        var one = await Run(owner, programme, plan);
        var other = await Run(owner, programme, plan);

        (await Pairs(api, one.Id())).ShouldBe(await Pairs(api, other.Id()), ignoreOrder: true);
        var random = one.GetProperty("random");
        var best = (await api.Get($"/v1/matching_runs/{run}")).GetProperty("score").GetDouble();
        random.GetProperty("seed").GetInt64().ShouldBe(7);
        random.GetProperty("optimum_score").GetDouble().ShouldBe(best);
        one.GetProperty("score").GetDouble().ShouldBeInRange(best - 0.5, best);
    }

    [Fact]
    public async Task Plan_WithNumbersOutOfRange_NamesThem()
    {
        var (_, owner, programme, _) = await Matched("range");

        using var response = await owner.Send(
            "POST",
            $"/v1/programmes/{programme}/matching_runs",
            """
            {"minimum_score":2,"rules":{"availability_hours":57},"random":{"tolerance":-1},
             "criteria":[{"code":"attribute:floor","weight":101,"direction":"similar"}]}
            """
        );

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(400, text);
        foreach (
            var pointer in (string[])
                ["/minimum_score", "/rules/availability_hours", "/random/tolerance", "/criteria/0/weight"]
        )
            text.ShouldContain($"\"{pointer}\"");
    }

    [Fact]
    public async Task Run_ThatHasEnded_CantBeCancelled()
    {
        var (_, owner, _, run) = await Matched("cancel");

        using var response = await owner.Send("POST", $"/v1/matching_runs/{run}/cancel", "{}");

        await response.ShouldBeProblem(409, FailureCodes.RunEnded);
    }

    [Fact]
    public async Task Profile_CarriesTeamThemesRequiredSkillsAndAttributes_IntoTheMatching()
    {
        var (api, owner, programme, first) = await Matched("attributes", places: 1);
        foreach (var (mentor, mentee) in (await Pairs(api, first)).Take(1))
        foreach (var id in (string[])[mentor, mentee])
            await api.Ask(
                "PATCH",
                $"/v1/participants/{id}",
                """{"team":"blue","themes":["AI"],"attributes":{"floor":"3"}}"""
            );
        var paired = (await Pairs(api, first)).First();

        var run = await Run(owner, programme, """{"rules":{"same_team":true}}""");
        var person = await api.Get($"/v1/participants/{paired.Mentor}");

        person.GetProperty("attributes").Text("floor").ShouldBe("3");
        person.GetProperty("themes")[0].GetString().ShouldBe("ai");
        (await Pairs(api, run.Id())).ShouldNotContain(paired);
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

    /// <summary>A company whose programme was matched; with one place each there is always somebody else to be had.</summary>
    private async Task<(ApiClient Api, ApiClient Owner, string Programme, string Run)> Matched(
        string name,
        int? places = null
    )
    {
        var tenant = await house.NewTenant(name);
        await tenant.Api.Import(Company.Csv(name));
        if (places is { } each)
            foreach (var person in (await tenant.Api.Get("/v1/participants")).Data())
                await tenant.Api.Ask(
                    "PATCH",
                    $"/v1/participants/{person.Id()}",
                    $$"""{"mentor_capacity":{{each}},"mentee_capacity":{{each}}}"""
                );
        var programme = await Company.Launched(tenant.Api, tenant.Owner, name);
        return (tenant.Api, tenant.Owner, programme, await Company.Proposed(tenant.Api, programme));
    }

    private static async Task<System.Text.Json.JsonElement> Run(ApiClient owner, string programme, string plan)
    {
        var run = (await owner.Post($"/v1/programmes/{programme}/matching_runs", plan)).Id();
        return await owner.Finished($"/v1/matching_runs/{run}", "proposed");
    }

    private static async Task<List<(string Mentor, string Mentee)>> Pairs(ApiClient api, string run) =>
        [
            .. (await api.Get($"/v1/matching_runs/{run}/proposals"))
                .Data()
                .Select(pair => (pair.Text("mentor"), pair.Text("mentee"))),
        ];

    private static async Task<(string Mentor, string Mentee)> NonPair(ApiClient api, string run)
    {
        var pairs = await Pairs(api, run);
        return (pairs[0].Mentor, pairs[1].Mentee);
    }
}
