using Binome.Api.Tests.House;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Billing;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Billing;

/// <summary>What goes on while an organisation may only read.</summary>
[Collection(WholeProduct.Name)]
public sealed class BillingGateTests(ApiFixture house)
{
    // Names, passwords, devices and what one hears of: nobody loses these for want of a plan.
    private static readonly string[] OfAccounts =
    [
        "/v1/me",
        "/v1/me/calendar_feed",
        "/v1/me/messages",
        "/v1/me/password",
        "/v1/me/preferences",
        "/v1/me/sign_out",
    ];

    [Fact]
    public void ChangesUnderOnesOwnAccount_AreOfTheAccount_OrOfAProgramme()
    {
        var changes = house
            .Routes.Where(route => ActionRequirement.Of(route) == Actions.Account)
            .Where(route => !route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(route => route.RoutePattern.RawText!.TrimEnd('/'))
            .ToList();

        changes.Count.ShouldBeGreaterThan(10);
        changes
            .Where(path => !BillingGate.IsOfProgrammes(path))
            .Where(path =>
                path != "/v1/me" && !OfAccounts.Skip(1).Any(start => path.StartsWith(start, StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }
}
