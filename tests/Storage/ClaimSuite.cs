using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class ClaimSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Email = ParticipantClaims.Email;

    [Fact]
    public async Task Claim_WhenAnotherGrainHoldsTheValue_CommitsNothingAndSaysWho()
    {
        await Grain("ptc_1").Write(1, Claims("a@example.com"));
        var second = Grain("ptc_2");

        var conflict = await second.Write(2, Claims("a@example.com"));

        conflict.ShouldBe(new LedgerConflict(Email, "a@example.com", "ptc_2"));
        second.ETag.ShouldBeNull();
        (await second.Fresh()).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_WhenHeldAlready_IsFine()
    {
        var grain = Grain("ptc_1");
        await grain.Write(1, Claims("a@example.com"));

        (await grain.Write(2, Claims("a@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenReleasedBefore_IsFree()
    {
        var first = Grain("ptc_1");
        await first.Write(1, Claims("a@example.com"));
        await first.Write(2, new Effects().Release(Email, "a@example.com"));

        (await Grain("ptc_2").Write(1, Claims("a@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenItMovesWithinOneCommit_Succeeds()
    {
        var (first, second) = (Grain("ptc_1"), Grain("ptc_2"));
        await first.Write(1, Claims("a@example.com"));
        await second.Write(1, Claims("b@example.com"));
        // The claimer comes first, so the order within the commit can't be what makes it work.
        var swap = new Effects()
            .Write(second.Further(2, Claims("a@example.com").Release(Email, "b@example.com")))
            .Write(first.Further(2, Claims("b@example.com").Release(Email, "a@example.com")));

        (await Grain("imp_1").Write(1, swap)).ShouldBeNull();

        (await Grain("ptc_3").Write(1, Claims("a@example.com")))!.GrainId.ShouldBe("ptc_3");
        (await (await second.Fresh()).Write(3, Claims("a@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenAFurtherGrainCannotHaveIt_NamesThatGrain()
    {
        await Grain("ptc_1").Write(1, Claims("a@example.com"));
        var chunk = new Effects()
            .Write(Grain("ptc_2").Further(1, Claims("b@example.com")))
            .Write(Grain("ptc_3").Further(1, Claims("a@example.com")));

        var conflict = await Grain("imp_1").Write(1, chunk);

        conflict!.GrainId.ShouldBe("ptc_3");
        (await Grain("ptc_2").Read()).Exists.ShouldBeFalse();
        (await Grain("ptc_4").Write(1, Claims("b@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenTwoGrainsOfOneCommitWantIt_IsAConflict()
    {
        var chunk = new Effects()
            .Write(Grain("ptc_1").Further(1, Claims("a@example.com")))
            .Write(Grain("ptc_2").Further(1, Claims("a@example.com")));

        (await Grain("imp_1").Write(1, chunk))!.GrainId.ShouldBe("ptc_2");
    }

    [Fact]
    public async Task Release_WhenAnotherGrainHoldsTheValue_FreesNothing()
    {
        await Grain("ptc_1").Write(1, Claims("a@example.com"));
        await Grain("ptc_2").Write(1, new Effects().Release(Email, "a@example.com"));

        (await Grain("ptc_3").Write(1, Claims("a@example.com"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Claim_WhenAnotherTenantHoldsTheValue_Succeeds()
    {
        await Grain("ptc_1", Other).Write(1, Claims("a@example.com"));

        (await Grain("ptc_1").Write(1, Claims("a@example.com"))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenManyWantItAtOnce_OneGetsIt()
    {
        var conflicts = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Grain($"ptc_{i}").Write(i, Claims("a@example.com")))
        );

        conflicts.Count(conflict => conflict is null).ShouldBe(1);
    }

    private static Effects Claims(string email) => new Effects().Claim(Email, email);
}
