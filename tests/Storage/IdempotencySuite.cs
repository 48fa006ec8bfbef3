using Binome.Contracts.Integrations;

namespace Binome.Storage.Tests;

public abstract class IdempotencySuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly StoredAnswer Created = new(201, "application/json", "/v1/pairs/1", "\"1\"", [1, 2, 3]);

    private IIdempotency Keys => Get<IIdempotency>();

    [Fact]
    public async Task Claim_WhenNobodyUsedTheKey_IsFresh()
    {
        (await Claim("k")).ShouldBe(new IdempotencyState(IdempotencyClaim.Fresh, "req_1", null));
    }

    [Fact]
    public async Task Claim_WhenManyComeAtOnce_OneIsFreshAndAllHaveItsCommand()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Keys.Claim(Acme, "k", "hash", $"req_{i}")));

        var fresh = states.Where(state => state.Claim is IdempotencyClaim.Fresh).ShouldHaveSingleItem();
        states.ShouldAllBe(state => state.CommandId == fresh.CommandId);
    }

    [Fact]
    public async Task Claim_WhenNoAnswerWasStored_IsToBeCarriedOutAgain()
    {
        await Claim("k");
        Storage.Reopen();

        (await Claim("k", command: "req_2")).ShouldBe(new IdempotencyState(IdempotencyClaim.Again, "req_1", null));
    }

    [Fact]
    public async Task Claim_WhenAnswered_CarriesTheAnswerByteForByte()
    {
        await Claim("k");
        await Keys.Answer(Acme, "k", Created);
        Storage.Reopen();

        var state = await Claim("k", command: "req_2");

        state.Claim.ShouldBe(IdempotencyClaim.Answered);
        state.CommandId.ShouldBe("req_1");
        state.Answer.ShouldBeEquivalentTo(Created);
    }

    [Fact]
    public async Task Claim_WhenAnsweredWithoutABody_CarriesNone()
    {
        await Claim("k");
        await Keys.Answer(Acme, "k", new StoredAnswer(204, null, null, null, []));

        (await Claim("k")).Answer.ShouldBeEquivalentTo(new StoredAnswer(204, null, null, null, []));
    }

    [Fact]
    public async Task Claim_WhenTheRequestIsAnother_SaysSo()
    {
        await Claim("k");
        await Keys.Answer(Acme, "k", Created);

        var state = await Claim("k", hash: "other");

        state.Claim.ShouldBe(IdempotencyClaim.OtherRequest);
        state.Answer.ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenAnotherTenantUsedTheKey_IsFresh()
    {
        await Keys.Claim(Other, "k", "hash", "req_1");

        (await Claim("k")).Claim.ShouldBe(IdempotencyClaim.Fresh);
    }

    [Fact]
    public async Task Forget_WhenClaimed_FreesTheKeyOfThatTenant()
    {
        await Claim("k");
        await Keys.Claim(Other, "k", "hash", "req_1");

        await Keys.Forget(Acme, "k");

        (await Claim("k")).Claim.ShouldBe(IdempotencyClaim.Fresh);
        (await Keys.Claim(Other, "k", "hash", "req_2")).Claim.ShouldBe(IdempotencyClaim.Again);
    }

    [Fact]
    public async Task DropOlderThan_WhenThereAreMany_DropsTheOldOnesOnly()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_100).Select(i => Claim($"old_{i}")));
        Storage.Time.Advance(TimeSpan.FromHours(24));
        await Claim("young");

        await Keys.DropOlderThan(StorageFixture.Start.AddHours(1));

        (await Claim("old_0")).Claim.ShouldBe(IdempotencyClaim.Fresh);
        (await Claim("old_1099")).Claim.ShouldBe(IdempotencyClaim.Fresh);
        (await Claim("young")).Claim.ShouldBe(IdempotencyClaim.Again);
    }

    private Task<IdempotencyState> Claim(string key, string hash = "hash", string command = "req_1") =>
        Keys.Claim(Acme, key, hash, command);
}
