using Binome.Contracts.Intake;
using Binome.Contracts.People;

namespace Binome.Storage.Tests;

public abstract class IntakeSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly PageOf FirstPage = new(10, null);

    private IIntakeRows Intakes => Get<IIntakeRows>();

    [Fact]
    public async Task OfProgramme_WhenAsked_AreItsPeople_EachOnce()
    {
        await PutPeople();

        var all = await Intakes.OfProgramme(Acme, "prg_1", null, FirstPage);

        all.Items.Select(item => (item.Row.Id, item.Row.Status))
            .ShouldBe([
                ("ptc_3", IntakeStatus.NotAsked),
                ("ptc_2", IntakeStatus.Complete),
                ("ptc_1", IntakeStatus.Asked),
            ]);
        (await Of(IntakeStatus.NotAsked)).ShouldBe(["ptc_3"]);
        (await Of(IntakeStatus.Complete)).ShouldBe(["ptc_2"]);
        (await Intakes.OfProgramme(Other, "prg_1", null, FirstPage)).Items.ShouldBeEmpty();

        async Task<IEnumerable<string>> Of(IntakeStatus status) =>
            (await Intakes.OfProgramme(Acme, "prg_1", status, FirstPage)).Items.Select(item => item.Row.Id);
    }

    [Fact]
    public async Task OfProgramme_WhenThereAreMore_ContinuesAfterTheLast()
    {
        await PutPeople();

        var first = await Intakes.OfProgramme(Acme, "prg_1", null, new PageOf(2, null));
        var second = await Intakes.OfProgramme(Acme, "prg_1", null, new PageOf(2, first.Items[^1].Row.Id));

        first.HasMore.ShouldBeTrue();
        (second.HasMore, second.Items.Single().Row.Id).ShouldBe((false, "ptc_1"));
    }

    [Fact]
    public async Task Counts_WhenAsked_CountPeople()
    {
        await PutPeople();

        (await Intakes.Counts(Acme, "prg_1")).ShouldBe(
            new Dictionary<IntakeStatus, int>
            {
                [IntakeStatus.NotAsked] = 1,
                [IntakeStatus.Asked] = 1,
                [IntakeStatus.Complete] = 1,
            },
            ignoreOrder: true
        );
        (await Intakes.Counts(Other, "prg_1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Roles_WhenAsked_AreThoseOfThePersonInTheProgramme()
    {
        await PutPeople();

        (await Intakes.Roles(Acme, "prg_1", "ptc_1")).ShouldBe([PairRole.Mentor, PairRole.Mentee]);
        (await Intakes.Roles(Acme, "prg_2", "ptc_1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Learners_WhenAsked_AreCountedByRole()
    {
        await PutPeople();
        await Put(
            Acme,
            TestRows.Participant("ptc_1", profile => profile with { LearnerProfile = LearnerProfile.Theorist }),
            TestRows.Participant("ptc_2")
        );

        (await Intakes.Learners(Acme, "prg_1")).ShouldBe(
            [
                new LearnerCount(PairRole.Mentor, LearnerProfile.Theorist, 1),
                new LearnerCount(PairRole.Mentee, LearnerProfile.Theorist, 1),
                new LearnerCount(PairRole.Mentor, null, 1),
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Find_WhenStored_AnswersTheRow()
    {
        await PutPeople();

        (await Intakes.Find(Acme, "ptc_2"))!.Row.Status.ShouldBe(IntakeStatus.Complete);
        (await Intakes.Find(Acme, "ptc_3")).ShouldBeNull();
        (await Intakes.Find(Other, "ptc_2")).ShouldBeNull();
    }

    /// <summary>One with two roles who was asked, one who is done, one whom nobody asked, and somebody of another programme.</summary>
    private Task PutPeople() =>
        Put(
            Acme,
            TestRows.Enrolment("enr_1", "ptc_1"),
            TestRows.Enrolment("enr_2", "ptc_1", PairRole.Mentee),
            TestRows.Enrolment("enr_3", "ptc_2"),
            TestRows.Enrolment("enr_4", "ptc_3"),
            TestRows.Enrolment("enr_5", "ptc_4", programme: "prg_2"),
            IntakeRow.None("ptc_1") with
            {
                Status = IntakeStatus.Asked,
            },
            IntakeRow.None("ptc_2") with
            {
                Status = IntakeStatus.Complete,
            },
            IntakeRow.None("ptc_4") with
            {
                Status = IntakeStatus.Asked,
            }
        );
}
