using Binome.Contracts.Matching;
using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class MatchingSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Run = "mrn_1";
    private const string Publication = "pub_1";
    private static readonly PageOf FirstPage = new(10, null);

    private IMatchingRows Matching => Get<IMatchingRows>();

    [Fact]
    public async Task Runs_WhenAsked_AreThoseOfTheProgramme()
    {
        await Put(Acme, TestRows.Run("mrn_1"), TestRows.Run("mrn_2", "prg_2"));

        (await Matching.Find(Acme, "mrn_1"))!.Row.ShouldBe(TestRows.Run("mrn_1"));
        (await Matching.List(Acme, null, null, FirstPage)).Items.Length.ShouldBe(2);
        (await Matching.List(Acme, "prg_2", null, FirstPage)).Items.ShouldHaveSingleItem().Row.Id.ShouldBe("mrn_2");
    }

    [Fact]
    public async Task Proposals_WhenFiltered_AreThoseOfTheRunAndDecision()
    {
        await Put(
            Acme,
            TestRows.Proposal("prop_1"),
            TestRows.Proposal("prop_2", ProposalDecision.Accepted),
            TestRows.Proposal("prop_3", ProposalDecision.Accepted, run: "mrn_2")
        );

        (await Matching.Proposals(Acme, Run, null, FirstPage))
            .Items.Select(item => item.Row.Id)
            .ShouldBe(["prop_2", "prop_1"]);
        (await Matching.Proposals(Acme, Run, ProposalDecision.Accepted, FirstPage))
            .Items.ShouldHaveSingleItem()
            .Row.Id.ShouldBe("prop_2");
        (await Matching.ProposalsById(Acme, Run, ["prop_1", "prop_3", "prop_none"]))
            .ShouldHaveSingleItem()
            .Id.ShouldBe("prop_1");
    }

    [Fact]
    public async Task ToPublish_WhenSomeAreDone_AnswersThoseOpenAndThisPublicationsOwn()
    {
        await Put(
            Acme,
            TestRows.Proposal("prop_1"),
            TestRows.Proposal("prop_2", ProposalDecision.Accepted),
            TestRows.Proposal("prop_3", ProposalDecision.Accepted, Publication, "pair_3"),
            TestRows.Proposal("prop_4", ProposalDecision.Accepted, "pub_earlier", "pair_4"),
            TestRows.Proposal("prop_5", ProposalDecision.Accepted, "pub_earlier"),
            TestRows.Proposal("prop_6", ProposalDecision.Rejected)
        );

        (await ToPublish(null, 10)).ShouldBe(["prop_2", "prop_3", "prop_5"]);
        (await ToPublish("prop_2", 1)).ShouldBe(["prop_3"]);
        (await Matching.CountToPublish(Acme, Run, Publication)).ShouldBe(3);
    }

    [Fact]
    public async Task Unmatched_WhenFiltered_AreThoseOfTheRole()
    {
        await Put(
            Acme,
            TestRows.Unmatched("u_1"),
            TestRows.Unmatched("u_2", PairRole.Mentee),
            TestRows.Unmatched("u_3", run: "mrn_2")
        );

        (await Matching.Unmatched(Acme, Run, null, FirstPage)).Items.Length.ShouldBe(2);
        (await Matching.Unmatched(Acme, Run, PairRole.Mentee, FirstPage))
            .Items.ShouldHaveSingleItem()
            .Row.Id.ShouldBe("u_2");
    }

    [Fact]
    public async Task FindPublication_WhenStored_AnswersIt()
    {
        await Put(Acme, TestRows.Publication(Publication));

        (await Matching.FindPublication(Acme, Publication))!.Row.ShouldBe(TestRows.Publication(Publication));
    }

    [Fact]
    public async Task Reads_WhenTheTenantIsAnother_SeeNothing()
    {
        await Put(
            Acme,
            TestRows.Run(Run),
            TestRows.Proposal("prop_1", ProposalDecision.Accepted),
            TestRows.Unmatched("u_1"),
            TestRows.Publication(Publication)
        );

        (await Matching.Find(Other, Run)).ShouldBeNull();
        (await Matching.List(Other, null, null, FirstPage)).Items.ShouldBeEmpty();
        (await Matching.Proposals(Other, Run, null, FirstPage)).Items.ShouldBeEmpty();
        (await Matching.ProposalsById(Other, Run, ["prop_1"])).ShouldBeEmpty();
        (await Matching.ToPublish(Other, Run, Publication, null, 10)).ShouldBeEmpty();
        (await Matching.CountToPublish(Other, Run, Publication)).ShouldBe(0);
        (await Matching.Unmatched(Other, Run, null, FirstPage)).Items.ShouldBeEmpty();
        (await Matching.FindPublication(Other, Publication)).ShouldBeNull();
    }

    private async Task<IEnumerable<string>> ToPublish(string? after, int limit) =>
        (await Matching.ToPublish(Acme, Run, Publication, after, limit)).Select(row => row.Id);
}
