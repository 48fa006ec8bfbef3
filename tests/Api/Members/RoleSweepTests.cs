using System.Net;
using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Members;

/// <summary>Every role at every route of the API, held against the table.</summary>
[Collection(WholeProduct.Name)]
public sealed class RoleSweepTests(ApiFixture house)
{
    private const string SignOut = "/v1/me/sign_out";

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.ProgrammeManager)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Sponsor)]
    [InlineData(Role.Facilitator)]
    [InlineData(Role.Billing)]
    [InlineData(Role.Participant)]
    public async Task EveryRoute_AllowsARole_WhatTheTableSays(Role role)
    {
        var people = await house.NewPeople($"Sweep {role}");
        var held = RoleMatrix.IsOfProgrammes(role)
            ? HeldRole.Of(role, Ids.New(Ids.Programme, TimeProvider.System.GetUtcNow()))
            : HeldRole.Of(role);
        var caller = await house.SignedIn(people.Tenant, held);
        var tried = 0;
        foreach (var (method, route, action) in Routes().OrderBy(one => Text(one.Route) == SignOut))
        {
            tried++;
            using var response = await caller.Send(method, Address(route), RouteBodies.Of(method, Text(route)));
            if (!RoleMatrix.ActionsByRole[role].Contains(action))
                await response.ShouldBeProblem(403, TransportCodes.RoleMissing);
            else
                ((int)response.StatusCode).ShouldNotBeOneOf(401, 403);
        }
        tried.ShouldBeGreaterThan(45);
    }

    [Fact]
    public async Task EveryRead_OfAnotherProgramme_AnswersLikeAMissingOne_ToACoordinator()
    {
        var other = (await house.Alize.Api.Post("/v1/programmes", """{"kind":"peer","name":"Another"}""")).Id();
        var stranger = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Coordinator, other));
        var own = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Coordinator, house.Alize.Programme));
        var tried = 0;
        foreach (var (method, route, action) in Routes().Where(one => one.Method == "GET"))
        {
            if (
                !RoleMatrix.ActionsByRole[Role.Coordinator].Contains(action)
                || route.RoutePattern.Parameters.Count == 0
                // One's own is nobody else's, whatever programme it belongs to.
                || Text(route).StartsWith("/v1/me/", StringComparison.Ordinal)
            )
                continue;
            tried++;
            var address = Text(route);
            foreach (var parameter in route.RoutePattern.Parameters)
                address = address.Replace($"{{{parameter.Name}}}", house.Alize.Ids[parameter.Name]);
            using var refused = await stranger.Send(method, address);
            await refused.ShouldBeProblem(404, FailureCodes.NotFound);
            using var allowed = await own.Send(method, address);
            // A question without its parameters is refused for that, not for who asks.
            ((HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest]).ShouldContain(
                allowed.StatusCode,
                address
            );
        }
        tried.ShouldBeGreaterThan(8);
    }

    [Theory]
    [InlineData("/v1/participants")]
    [InlineData("/v1/programmes")]
    [InlineData("/v1/matching_runs")]
    [InlineData("/v1/pairs")]
    [InlineData("/v1/exports")]
    public async Task EveryList_HoldsACoordinatorsOwnProgrammesAlone(string list)
    {
        var other = (await house.Alize.Api.Post("/v1/programmes", """{"kind":"peer","name":"Another"}""")).Id();
        var stranger = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Coordinator, other));
        var own = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Coordinator, house.Alize.Programme));

        var strangers = (await stranger.Get(list)).Data();
        strangers.Select(item => item.Id()).ShouldBe(list == "/v1/programmes" ? [other] : []);
        (await own.Get(list)).Data().ShouldNotBeEmpty();
        (await own.Get(list)).Data().ShouldAllBe(item => item.Id() != other);
    }

    [Fact]
    public async Task Sponsor_SeesFigures_AndNoPerson()
    {
        var sponsor = await house.SignedIn(house.Alize.Tenant, HeldRole.Of(Role.Sponsor, house.Alize.Programme));
        await sponsor.Get($"/v1/programmes/{house.Alize.Programme}/report");
        foreach (
            var list in (string[])
                ["/v1/participants", "/v1/pairs", $"/v1/programmes/{house.Alize.Programme}/enrolments"]
        )
            (await sponsor.Send("GET", list)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, list);
    }

    private IEnumerable<(string Method, RouteEndpoint Route, string Action)> Routes()
    {
        foreach (var route in house.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var action = ActionRequirement.Of(route);
            // A route that asks for nothing of the table could be anybody's.
            Actions.All.ShouldContain(action, Text(route));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                yield return (method, route, action!);
        }
    }

    private static string Text(RouteEndpoint route) => route.RoutePattern.RawText!.TrimEnd('/');

    // Ids that nobody has: what is allowed finds nothing to change.
    private static string Address(RouteEndpoint route)
    {
        var address = Text(route);
        foreach (var parameter in route.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", $"{Prefix(parameter.Name)}_00000000000000000000000000");
        return address;
    }

    private static string Prefix(string parameter) =>
        parameter switch
        {
            "participant" => Ids.Participant,
            "import" => Ids.Import,
            "export" => Ids.Export,
            "programme" => Ids.Programme,
            "workshop" => Ids.Workshop,
            "run" => Ids.MatchingRun,
            "publication" => Ids.Publication,
            "pair" => Ids.Pair,
            "item" => Ids.AgendaItem,
            "objective" => Ids.Objective,
            "session" => Ids.Session,
            "member" => Ids.Member,
            "key" => Ids.ApiKey,
            "endpoint" => Ids.WebhookEndpoint,
            _ => parameter,
        };
}
