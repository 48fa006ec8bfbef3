using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;

namespace Binome.Api.Tests.Pairs;

/// <summary>What a coordinator sees of a programme's pairs.</summary>
[Collection(WholeProduct.Name)]
public sealed class BoardTests(ApiFixture house)
{
    [Fact]
    public async Task Board_CountsWhatTheListFilters()
    {
        var tenant = await house.NewTenant("board");
        var programme = await Asked(tenant, "board");

        var board = await tenant.Api.Get($"/v1/programmes/{programme}/board");

        board.GetProperty("phases").Number("awaiting_acceptance").ShouldBe(Company.Pairs);
        (board.Number("waiting_on_mentor"), board.Number("waiting_on_mentee")).ShouldBe((Company.Pairs, Company.Pairs));
        foreach (
            var (count, filter) in new[]
            {
                ("waiting_on_mentor", "waiting_on=mentor"),
                ("waiting_on_mentee", "waiting_on=both"),
                ("overdue", "overdue=true"),
                ("flagged", "flagged=true"),
                ("stuck", "stuck=true"),
                ("closing_proposed", "closing_proposed=true"),
                ("rule_broken", "rule_broken=true"),
                ("due", "next_due_at[gte]=2000-01-01T00:00:00Z"),
            }
        )
            (await tenant.Api.Get($"/v1/pairs?programme={programme}&{filter}"))
                .Data()
                .Count.ShouldBe(board.Number(count), count);
    }

    [Fact]
    public async Task List_FiltersByWhenASessionFallsDue()
    {
        var soon = $"/v1/pairs?programme={house.Boreal.Programme}&next_due_at";

        (await house.Boreal.Api.Get($"{soon}[gte]=2000-01-01T00:00:00Z")).Data().Count.ShouldBe(Company.Pairs);
        (await house.Boreal.Api.Get($"{soon}[lte]=2000-01-01T00:00:00Z")).Data().ShouldBeEmpty();
    }

    [Fact]
    public async Task Board_IsOfTheOwnProgrammes()
    {
        var other = (await house.Alize.Api.Post("/v1/programmes", """{"kind":"peer","name":"Not theirs"}""")).Id();
        var stranger = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Coordinator, other));

        using var refused = await stranger.Send("GET", $"/v1/programmes/{house.Alize.Programme}/board");
        await refused.ShouldBeProblem(404, FailureCodes.NotFound);
        (await stranger.Get($"/v1/programmes/{other}/board")).GetProperty("phases").Number("active").ShouldBe(0);
    }

    [Fact]
    public async Task Filter_ThatNobodyKnows_IsRefused()
    {
        using var response = await house.Alize.Api.Send("GET", "/v1/pairs?waiting_on=nobody");
        await response.ShouldBeProblem(400, "parameter.invalid");
    }

    /// <summary>A programme whose published pairs wait for both answers.</summary>
    private static async Task<string> Asked(NewTenant tenant, string name)
    {
        await tenant.Api.Import(Company.Csv(name));
        var programme = await Company.Launched(tenant.Api, tenant.Owner, name);
        await tenant.Api.Ask("PATCH", $"/v1/programmes/{programme}", """{"acceptance":"required"}""");
        var run = await Company.Proposed(tenant.Api, programme);
        var proposals = (await tenant.Api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        var decisions = Company.Decisions(proposals.Select(proposal => proposal.Id()));
        await tenant.Owner.Post($"/v1/matching_runs/{run}/decisions", decisions);
        var publication = (await tenant.Owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        await tenant.Api.Finished($"/v1/publications/{publication}", "completed");
        return programme;
    }
}
