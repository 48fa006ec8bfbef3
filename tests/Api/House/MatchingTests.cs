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
        var (_, owner, _, run) = await house.Matched("proof");

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
        var (api, owner, programme, run) = await house.Matched("lock", places: 1);
        var (mentor, mentee) = await MatchingPath.NonPair(api, run);

        var why = await owner.Get($"/v1/matching_runs/{run}/why_not?mentor={mentor}&mentee={mentee}&exact=true");
        var locked = await MatchingPath.Run(
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
        (await MatchingPath.Pairs(api, locked.Id())).ShouldContain((mentor, mentee));
    }

    [Fact]
    public async Task Exclusion_OfTheRun_IsPriced_AndHoldsForThisRunOnly()
    {
        var (api, owner, programme, run) = await house.Matched("without", places: 1);
        var (mentor, mentee) = (await MatchingPath.Pairs(api, run)).First();

        var without = await MatchingPath.Run(
            owner,
            programme,
            $$"""{"excluded":[{"mentor":"{{mentor}}","mentee":"{{mentee}}","reason":"They asked."}]}"""
        );
        var again = await MatchingPath.Run(owner, programme, "{}");

        var loss = again.GetProperty("score").GetDouble() - without.GetProperty("score").GetDouble();
        without.GetProperty("changes")[0].GetProperty("price").GetProperty("score").GetDouble().ShouldBe(loss, 1e-9);
        (await MatchingPath.Pairs(api, without.Id())).ShouldNotContain((mentor, mentee));
        (await MatchingPath.Pairs(api, again.Id())).ShouldContain((mentor, mentee));
    }

    [Fact]
    public async Task Lock_ByAKey_OrAgainstARule_StartsNothing()
    {
        var (api, owner, programme, run) = await house.Matched("refused");
        var (mentor, mentee) = (await MatchingPath.Pairs(api, run)).First();
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
        var (api, owner, programme, run) = await house.Matched("what-if", places: 1);
        var (mentor, mentee) = (await MatchingPath.Pairs(api, run)).First();

        var other = await MatchingPath.Run(
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
        (comparison.Number("kept") + comparison.Number("lost_count")).ShouldBe(
            (await MatchingPath.Pairs(api, run)).Count
        );
        (comparison.Number("kept") + comparison.Number("gained_count")).ShouldBe(
            (await MatchingPath.Pairs(api, other.Id())).Count
        );
        comparison.GetProperty("lost")[0].Text("mentor_name").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Comparison_WithARunOfAnotherProgramme_IsRefused()
    {
        var (api, owner, _, run) = await house.Matched("two");
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
        var (api, owner, _, run) = await house.Matched("placed");
        var (_, mentee) = (await MatchingPath.Pairs(api, run)).First();

        using var response = await owner.Send(
            "GET",
            $"/v1/matching_runs/{run}/advice?participant={mentee}&role=mentee"
        );

        await response.ShouldBeProblem(409, FailureCodes.NotLeftOver);
    }

    [Fact]
    public async Task Chance_ChoosesTheSameForASeed_WithinItsTolerance()
    {
        var (api, owner, programme, run) = await house.Matched("chance", places: 1);
        const string plan = """{"random":{"tolerance":0.5,"seed":7}}""";

        var one = await MatchingPath.Run(owner, programme, plan);
        var other = await MatchingPath.Run(owner, programme, plan);

        (await MatchingPath.Pairs(api, one.Id())).ShouldBe(
            await MatchingPath.Pairs(api, other.Id()),
            ignoreOrder: true
        );
        var random = one.GetProperty("random");
        var best = (await api.Get($"/v1/matching_runs/{run}")).GetProperty("score").GetDouble();
        random.GetProperty("seed").GetInt64().ShouldBe(7);
        random.GetProperty("optimum_score").GetDouble().ShouldBe(best);
        one.GetProperty("score").GetDouble().ShouldBeInRange(best - 0.5, best);
    }

    [Fact]
    public async Task Plan_WithNumbersOutOfRange_NamesThem()
    {
        var (_, owner, programme, _) = await house.Matched("range");

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
        var (_, owner, _, run) = await house.Matched("cancel");

        using var response = await owner.Send("POST", $"/v1/matching_runs/{run}/cancel", "{}");

        await response.ShouldBeProblem(409, FailureCodes.RunEnded);
    }
}
