using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.Grains.Tests.Pairs;
using Orleans.Runtime;

namespace Binome.Grains.Tests.Company;

public sealed class GuardTests
{
    [Theory]
    [InlineData("ten_other")]
    [InlineData("ten_acm")]
    [InlineData("ten_acme2")]
    public async Task Call_WhenTheRequestIsOfAnotherTenant_IsRefusedAndDoesNothing(string tenant)
    {
        await using var company = await CompanyHost.Start();

        await As(
            TenantContext.Key,
            tenant,
            () =>
                Should.ThrowAsync<InvalidOperationException>(() =>
                    company.Grains.Tenant().Create(new CreateTenant("Acme"))
                )
        );

        (await company.Get<ICredentials>().Tenants()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_WhenTheRequestIsOfTheSameTenant_IsCarriedOut()
    {
        await using var company = await CompanyHost.Start();

        await As(TenantContext.Key, CompanyHost.Tenant, () => company.Grains.Tenant().Create(new CreateTenant("Acme")));

        (await company.Get<ICredentials>().Tenants()).Single().Id.ShouldBe(CompanyHost.Tenant);
    }

    [Fact]
    public async Task Call_WhenItGoesUpwards_IsRefused()
    {
        await using var company = await CompanyHost.Start();

        // As a pair would call: its own rank travels with the call.
        var refused = await As(
            "binome.flow",
            2,
            () => Should.ThrowAsync<InvalidOperationException>(() => company.Grains.Programme("prg_1").BeginMatching())
        );

        refused.Message.ShouldContain("downwards");
    }

    [Fact]
    public async Task Call_WhenItGoesDownwards_IsCarriedOut()
    {
        await using var company = await CompanyHost.Start();

        var opened = await As("binome.flow", 1, () => company.Grains.Pair("pair_1").Open(PairSamples.Command()));

        opened.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task CreateKey_WhenNoScopesAreNamed_HasThemAll()
    {
        await using var company = await CompanyHost.Start();
        await company.Grains.Tenant().Create(new CreateTenant("Acme"));

        var created = (await company.Grains.Tenant().CreateKey(new CreateKey("HR", default, null))).Value;

        created.Key.Scopes.ShouldBe(Actions.Scopes);
        var found = await company.Get<ICredentials>().FindKey(ApiKeyFormat.Hash(created.Secret));
        found!.Tenant.ShouldBe(CompanyHost.Tenant);
    }

    [Fact]
    public async Task RevokeKey_WhenRepeated_ChangesNothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Grains.Tenant().Create(new CreateTenant("Acme"));
        var key = (await company.Grains.Tenant().CreateKey(new CreateKey("HR", [], null))).Value.Key;

        var first = (await company.Grains.Tenant().RevokeKey(key.Id)).Value;
        company.Clock.Advance(TimeSpan.FromHours(1));
        var again = (await company.Grains.Tenant().RevokeKey(key.Id)).Value;

        again.RevokedAt.ShouldBe(first.RevokedAt);
        (await company.EventCounts())[EventTypes.KeyRevoked].ShouldBe(1);
    }

    private static async Task<T> As<T>(string key, object value, Func<Task<T>> call)
    {
        RequestContext.Set(key, value);
        try
        {
            return await call();
        }
        finally
        {
            RequestContext.Remove(key);
        }
    }
}
