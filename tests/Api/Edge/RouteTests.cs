using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Edge;

public sealed class RouteTests
{
    [Fact]
    public async Task Routes_AreAuthorised_OrListedWithAReason()
    {
        await using var host = await EdgeHost.Start();
        host.Routes.Count().ShouldBeGreaterThan(40);
        foreach (var route in host.Routes)
        {
            var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var scope = route.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
            AnonymousRoutes
                .Reasons.ContainsKey(route.RoutePattern.RawText!)
                .ShouldBe(isOpen, route.RoutePattern.RawText);
            (isOpen || scope is not null).ShouldBeTrue(route.RoutePattern.RawText);
        }
    }

    [Fact]
    public async Task Routes_WhenTheyPost_TakeAnIdempotencyKey()
    {
        await using var host = await EdgeHost.Start();
        var posts = host.Routes.Where(route =>
            route.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
            && route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")
            && route.Metadata.GetMetadata<IAllowAnonymous>() is null
        );
        posts.Count().ShouldBeGreaterThan(10);
        posts.Where(route => route.Metadata.GetMetadata<Idempotent>() is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Routes_WithoutAKey_Answer401()
    {
        await using var host = await EdgeHost.Start();
        host.Client.DefaultRequestHeaders.Authorization = null;
        foreach (var route in host.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            using var response = await host.Send(method, Address(route));
            ((int)response.StatusCode).ShouldBe(401, route.RoutePattern.RawText);
        }
        host.Grains.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Routes_WithAKeyOfNoScope_Answer403_NamingIt()
    {
        await using var host = await EdgeHost.Start();
        var key = host.Credentials.Add(EdgeHost.Tenant, scopes: "none:at_all");
        host.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        foreach (var route in host.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            using var response = await host.Send(method, Address(route));
            var action = route.Metadata.GetMetadata<IAuthorizeData>()!.Policy!;
            if (Actions.OfPersons.Contains(action))
            {
                await response.ShouldBeProblem(403, FailureCodes.PersonRequired);
                continue;
            }
            var problem = await response.ShouldBeProblem(403, TransportCodes.ScopeMissing);
            problem.GetProperty("detail").GetString()!.ShouldContain(action);
        }
    }

    [Fact]
    public async Task Routes_WhenAnIdHasNotTheFormOfOne_Answer404_AndAskNobody()
    {
        await using var host = await EdgeHost.Start();
        foreach (
            var route in host.Routes.Where(route =>
                route.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
            )
        )
        {
            if (
                route.RoutePattern.Parameters.Count == 0
                || route.RoutePattern.Parameters[0].Name is "employee_id" or "event"
            )
                continue;
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            var address = route.RoutePattern.RawText!.Replace(
                $"{{{route.RoutePattern.Parameters[0].Name}}}",
                "..%2F.."
            );
            using var response = await host.Send(method, address, method == "GET" ? null : "{}");
            if (Actions.OfPersons.Contains(ActionRequirement.Of(route)!))
                await response.ShouldBeProblem(403, FailureCodes.PersonRequired);
            else
                await response.ShouldBeProblem(404, FailureCodes.NotFound);
        }
        host.Grains.Calls.ShouldBeEmpty();
    }

    private static string Address(RouteEndpoint route)
    {
        var address = route.RoutePattern.RawText!;
        foreach (var parameter in route.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", "x");
        return address;
    }
}
