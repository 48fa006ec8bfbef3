using Binome.Contracts.Tenants;

namespace Binome.Storage.Tests;

public abstract class CredentialSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly DateTimeOffset At = StorageFixture.Start;

    private ICredentials Credentials => Get<ICredentials>();

    [Fact]
    public async Task FindKey_WhenStored_AnswersItWithItsTenant()
    {
        await Put(Acme, Key("key_1", "hash_1"));
        await Put(Other, Key("key_1", "hash_2"));

        var found = await Credentials.FindKey("hash_2");

        found!.Tenant.ShouldBe(Other);
        found.Key.Id.ShouldBe("key_1");
    }

    [Fact]
    public async Task FindKey_WhenRevoked_StillAnswersIt()
    {
        await Put(Acme, Key("key_1", "hash_1"));
        await Put(Acme, Key("key_1", "hash_1") with { RevokedAt = At });

        (await Credentials.FindKey("hash_1"))!.Key.RevokedAt.ShouldBe(At);
    }

    [Fact]
    public async Task FindKey_WhenUnknown_AnswersNothing()
    {
        (await Credentials.FindKey("hash_1")).ShouldBeNull();
    }

    [Fact]
    public async Task TenantsAndKeys_WhenStored_AreListed()
    {
        await Put(Acme, new TenantRow(Acme, "Acme", At), Key("key_1", "hash_1"), Key("key_2", "hash_2"));
        await Put(Other, new TenantRow(Other, "Other", At), Key("key_3", "hash_3"));

        (await Credentials.Tenants()).Select(tenant => tenant.Name).ShouldBe(["Acme", "Other"]);
        (await Credentials.Keys(Acme)).Select(listed => listed.Key.Id).ShouldBe(["key_1", "key_2"]);
    }

    private static ApiKeyRow Key(string id, string hash) => new(id, "HR sync", hash, "abcd", [], At, null, null);
}
