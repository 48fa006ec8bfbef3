using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Storage.Tests;

/// <summary>What programmes give their people: resources and workshops.</summary>
public abstract class GuideSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly ResourceWords Words = new("Notre guide", "# À lire");
    private static readonly WorkshopWords Talk = new("Se préparer", "Venez.");

    [Fact]
    public async Task Resources_OfAProgramme_AreReadInOrder_AndOnlyItsOwn()
    {
        await Put(Acme, Resource("rsc_2"), Resource("rsc_1"), Resource("rsc_3", "prg_2"));
        await Put(Other, Resource("rsc_4"));

        var found = await Get<IResourceRows>().OfProgramme(Acme, "prg_1");

        found.Select(stored => stored.Row.Id).ShouldBe(["rsc_1", "rsc_2"]);
        found[0].Row.ShouldBe(Resource("rsc_1"));
    }

    [Fact]
    public async Task EnrolledIn_OfAPerson_AreTheirProgrammesWithTheirRoles()
    {
        await Put(Acme, TestRows.Programme("prg_1"), TestRows.Programme("prg_2"), TestRows.Programme("prg_3"));
        await Put(
            Acme,
            Enrolment("enr_1", "prg_1", "ptc_1", PairRole.Mentee),
            Enrolment("enr_2", "prg_2", "ptc_1", PairRole.Mentor),
            Enrolment("enr_3", "prg_1", "ptc_1", PairRole.Mentor),
            Enrolment("enr_4", "prg_3", "ptc_2", PairRole.Mentor)
        );
        await Put(Other, Enrolment("enr_5", "prg_1", "ptc_1", PairRole.Mentor));

        var found = await Get<IResourceRows>().EnrolledIn(Acme, "ptc_1");

        found.Select(one => one.ProgrammeId).ShouldBe(["prg_2", "prg_1"]);
        found[1].Roles.ShouldBe([PairRole.Mentor, PairRole.Mentee]);
        (await Get<IResourceRows>().EnrolledIn(Other, "ptc_2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Workshops_AndWhoComes_AreReadByTheirProgrammeAndPerson()
    {
        var rows = Get<IWorkshopRows>();
        await Put(Acme, Workshop("wsp_1"), Workshop("wsp_2"), Workshop("wsp_3", "prg_2"));
        await Put(Acme, Attendance("ptc_2", "wsp_1"), Attendance("ptc_1", "wsp_1"), Attendance("ptc_1", "wsp_2"));

        var page = await rows.OfProgramme(Acme, "prg_1", new PageOf(10, null));

        page.Items.Select(item => item.Row.Id).ShouldBe(["wsp_2", "wsp_1"]);
        (await rows.Find(Acme, "wsp_1"))!.Row.ShouldBe(Workshop("wsp_1"));
        (await rows.Find(Other, "wsp_1")).ShouldBeNull();
        (await rows.Attendance(Acme, "wsp_1")).Select(one => one.Id).ShouldBe(["ptc_1", "ptc_2"]);
        (await rows.Attendance(Acme, "wsp_1", "ptc_2")).ShouldBe(Attendance("ptc_2", "wsp_1"));
        (await rows.Attendance(Acme, "wsp_2", "ptc_2")).ShouldBeNull();
        (await rows.Attendance(Other, "wsp_1")).ShouldBeEmpty();
    }

    private static ResourceRow Resource(string id, string programme = "prg_1") =>
        new(
            id,
            programme,
            ResourceKind.Guide,
            PairRole.Mentor,
            Words,
            Words,
            Hidden: true,
            new ActingMember("mbr_1", "Zoé Čapek", "zoe@acme.example"),
            TestRows.At,
            TestRows.At
        );

    private static WorkshopRow Workshop(string id, string programme = "prg_1") =>
        new(
            id,
            programme,
            new WorkshopDetails(null, Talk, Talk, TestRows.At, 90, "Salle 4"),
            WorkshopStatus.Planned,
            Coming: 2,
            Attended: 1,
            TestRows.At,
            TestRows.At
        );

    private static AttendanceRow Attendance(string person, string workshop) =>
        new(person, workshop, Coming: true, Attended: null, RecordedBy: null, TestRows.At, TestRows.At);

    private static EnrolmentRow Enrolment(string id, string programme, string person, PairRole role) =>
        new(id, programme, person, role, EnrolmentOrigin.Designated, TestRows.At);
}
