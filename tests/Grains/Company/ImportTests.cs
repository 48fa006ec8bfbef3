using Binome.Contracts.People;

namespace Binome.Grains.Tests.Company;

public sealed class ImportTests
{
    [Fact]
    public async Task Import_WhenTheFileIsNew_TakesEveryChunkIn()
    {
        await using var company = await CompanyHost.Start();
        var lines = CompanyRows.Of(700, 502);
        var bad = lines[600] with { Cells = lines[600].Cells.SetItem(ImportColumns.All.IndexOf("country"), "FRA") };

        var import = await company.Import(lines.SetItem(600, bad));

        (import.Status, import.Total, import.Done, import.Created, import.Rejected).ShouldBe(
            (JobStatus.Completed, 1_203, 1_203, 1_202, 1)
        );
        var problems = await company
            .Get<IImportRows>()
            .Problems(CompanyHost.Tenant, "imp_1", null, new PageOf(Limits.PageMax, null));
        problems.Items.Single().Row.Code.ShouldBe("row.country_invalid");
        (await company.Get<IImportUploads>().Get(CompanyHost.Tenant, "imp_1", 0)).ShouldBeEmpty();
        (await company.EventCounts())[EventTypes.ParticipantCreated].ShouldBe(1_202);
    }

    [Fact]
    public async Task Import_WhenTheSameFileComesAgain_ChangesNothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(20, 20));

        var again = await company.Import(CompanyRows.Of(20, 20), "imp_2");

        (again.Created, again.Updated, again.Unchanged, again.Rejected).ShouldBe((0, 0, 41, 0));
        (await company.EventCounts()).ShouldNotContainKey(EventTypes.ParticipantUpdated);
    }

    [Fact]
    public async Task Import_WhenAnEmailIsTakenWhileAChunkIsDecided_RejectsThatRowAlone()
    {
        await using var company = await CompanyHost.Start();
        var taken = false;
        company.Ledger.BeforeWrite = async (kind, effects) =>
        {
            if (kind != GrainKinds.Import || effects?.Writes.Count is null or 0 || taken)
                return;
            taken = true;
            var rival = new ProfileChange
            {
                EmployeeId = "X1",
                FirstName = "Xavier",
                LastName = "X",
                Email = "j3@acme.example",
            };
            (
                await company.Grains.Participant("ptc_x").Save(new(rival, MayCreate: true, Replace: true, null))
            ).Succeeded.ShouldBeTrue();
        };

        var import = await company.Import(CompanyRows.Of(5, 5));

        taken.ShouldBeTrue();
        (import.Status, import.Created, import.Rejected).ShouldBe((JobStatus.Completed, 10, 1));
        (await company.Ids("J3")).ShouldBeEmpty();
        (await company.Get<IParticipantRows>().ByEmail(CompanyHost.Tenant, ["j3@acme.example"]))["j3@acme.example"]
            .ShouldBe("ptc_x");
    }

    [Fact]
    public async Task Import_WhenThePersonsGrainIsAwake_NeitherOverwritesTheOther()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(3, 3));
        await company.Change("J1", new ProfileChange { JobTitle = "Lead" });
        var moved = CompanyRows.Of(3, 3).Select(line => line with { Cells = line.Cells.SetItem(8, "Paris") });

        await company.Import([.. moved], "imp_2");
        await company.Change("J1", new ProfileChange { JobTitle = "Head" });

        var profile = (await company.Person("J1")).Profile;
        (profile.Site, profile.JobTitle).ShouldBe(("Paris", "Head"));
    }

    [Fact]
    public async Task Confirm_WhenAnImportChangedThePersonInBetween_KeepsBoth()
    {
        await using var company = await CompanyHost.Start();
        await company.Import(CompanyRows.Of(3, 3));
        var id = (await company.Ids("J1"))["J1"];
        (await company.Grains.Participant(id).Reserve(new("pair_1", PairRole.Mentor))).Succeeded.ShouldBeTrue();
        var moved = CompanyRows.Of(3, 3).Select(line => line with { Cells = line.Cells.SetItem(8, "Paris") });
        await company.Import([.. moved], "imp_2");

        await company.Grains.Participant(id).Confirm("pair_1");

        var person = await company.Person("J1");
        (person.Profile.Site, person.SeatsAsMentor).ShouldBe(("Paris", 1));
    }

    [Fact]
    public async Task Import_WhenAChunkIsLost_FailsInsteadOfLeavingRowsOut()
    {
        await using var company = await CompanyHost.Start();
        await company.Get<IImportUploads>().Put(CompanyHost.Tenant, "imp_1", 0, CompanyRows.Of(3, 3));
        await company.Grains.Import("imp_1").Start(new(ImportColumns.All, 14, 2, CompanyPath.Operator));

        // The first walk through the file finds a chunk empty and goes on; taking that chunk in is what fails.
        await CompanyHost.Eventually(() => Import(company), import => import.Done == 7);
        var import = await CompanyHost.Eventually(
            async () =>
            {
                company.Clock.Advance(Limits.JobHeartbeat);
                await company.Sweep();
                return await Import(company);
            },
            import => import.Status is JobStatus.Completed or JobStatus.Failed
        );
        (import.Status, import.FailureCode, import.Done, import.Created).ShouldBe(
            (JobStatus.Failed, "import.stuck", 7, 7)
        );
    }

    private static async Task<ImportRow> Import(CompanyHost company) =>
        (await company.Get<IImportRows>().Find(CompanyHost.Tenant, "imp_1"))!.Row;
}
