using Binome.Contracts.People;
using Binome.Grains.People;
using static Binome.Grains.Tests.People.ImportFile;

namespace Binome.Grains.Tests.People;

public sealed class ImportCellsTests
{
    [Fact]
    public void Parse_WhenEveryColumnIsGiven_ReadsThemAll()
    {
        string?[] cells =
        [
            "E1",
            "Zoé",
            "Martin",
            "Zoe@ACME.example",
            "E2",
            "Analyst",
            "Finance",
            "Acme France",
            "Lyon",
            "fr",
            "Europe/Paris",
            "FR",
            "2020-02-29",
            "3",
            "Both",
            "ai:4;cloud:2",
            "law:1",
            "theorist",
            "direct",
            "advance",
            "5",
            "1",
            "mon-am",
        ];

        var parsed = ImportCells.Parse(ImportColumns.All, new ImportLine(2, [.. cells], null));

        parsed.Problems.ShouldBeEmpty();
        (parsed.EmployeeId, parsed.Email, parsed.ManagerEmployeeId).ShouldBe(("E1", "zoe@acme.example", "E2"));
        var profile = ParticipantRules.Merge(null, parsed.Change, replace: false);
        LedgerJson.Same(profile, PeopleSamples.FullProfile() with { Email = "zoe@acme.example" }).ShouldBeTrue();
    }

    [Fact]
    public void Parse_WhenAColumnIsNotInTheFile_LeavesTheMember()
    {
        var parsed = ImportCells.Parse(["employee_id"], new ImportLine(2, ["E1"], null));

        parsed.Change.ShouldBe(new ProfileChange { EmployeeId = "E1" });
    }

    [Fact]
    public void Parse_ReadsAttributesByTheNamesOfTheirColumns()
    {
        var parsed = ImportCells.Parse(
            ["employee_id", "attribute:floor", "attribute:shift"],
            new ImportLine(2, ["E1", " 3 ", ""], null)
        );

        parsed.Change.Attributes.Value!.ShouldBe(
            new Dictionary<string, string> { ["floor"] = "3", ["shift"] = "" },
            ignoreOrder: true
        );
    }

    [Fact]
    public void Parse_WhenACellIsEmpty_ClearsTheMember()
    {
        var parsed = ImportCells.Parse(
            ["employee_id", "job_title", "hire_date", "skills_offered", "roles"],
            new ImportLine(2, ["E1", " ", null, "", null], null)
        );

        parsed.Problems.ShouldBeEmpty();
        var merged = ParticipantRules.Merge(PeopleSamples.FullProfile(), parsed.Change, replace: false);
        (merged.JobTitle, merged.HireDate, merged.SkillsOffered.Length, merged.Roles).ShouldBe(
            (null, null, 0, DefaultRoles.None)
        );
    }

    [Theory]
    [InlineData("hire_date", "31/12/2020", "row.hire_date_invalid")]
    [InlineData("hire_date", "2021-02-29", "row.hire_date_invalid")]
    [InlineData("seniority_level", "senior", "row.seniority_level_invalid")]
    [InlineData("seniority_level", "2.5", "row.seniority_level_invalid")]
    [InlineData("seniority_level", "9", "row.seniority_level_invalid")]
    [InlineData("roles", "boss", "row.roles_invalid")]
    [InlineData("roles", "1", "row.roles_invalid")]
    [InlineData("roles", "+1", "row.roles_invalid")]
    [InlineData("roles", "mentor,mentee", "row.roles_invalid")]
    [InlineData("learner_profile", "activist, reflector", "row.learner_profile_invalid")]
    [InlineData("learner_profile", "2", "row.learner_profile_invalid")]
    [InlineData("skills_offered", "ai", "row.skills_invalid")]
    [InlineData("skills_offered", "ai:x", "row.skills_invalid")]
    [InlineData("skills_offered", ":4", "row.skills_invalid")]
    [InlineData("skills_offered", "ai:9", "row.skills_invalid")]
    [InlineData("skills_wanted", "ai:4;AI:2", "row.skills_invalid")]
    [InlineData("availability", "monday", "row.availability_invalid")]
    [InlineData("mentor_capacity", "many", "row.capacity_invalid")]
    [InlineData("mentor_capacity", "-1", "row.capacity_invalid")]
    [InlineData("mentee_capacity", "21", "row.capacity_invalid")]
    [InlineData("mentee_capacity", "99999999999", "row.capacity_invalid")]
    [InlineData("country", "FRA", "row.country_invalid")]
    [InlineData("time_zone", "Paris", "row.time_zone_unknown")]
    [InlineData("language", "french", "row.language_invalid")]
    [InlineData("email", "zoe", "row.email_invalid")]
    [InlineData("manager_employee_id", "E1", "row.manager_self")]
    public void Plan_WhenACellIsWrong_ReportsItWithItsText(string column, string cell, string code) =>
        Reports((column, cell)).ShouldBe([(column, code, cell)]);

    [Theory]
    [InlineData("employee_id")]
    [InlineData("first_name")]
    [InlineData("last_name")]
    [InlineData("email")]
    public void Plan_WhenARequiredCellIsEmpty_ReportsItMissing(string column) =>
        Reports((column, " ")).ShouldBe([(column, $"row.{column}_missing", null)]);

    [Fact]
    public void Plan_WhenIntentionsAreTooMany_CutsTheReportedText()
    {
        var cell = string.Join(';', Enumerable.Range(0, 60).Select(at => $"intention{at}"));

        var report = Reports(("intentions", cell)).Single();

        report.ShouldBe(("intentions", "row.intentions_invalid", cell[..Limits.NameCharactersMax]));
    }

    [Fact]
    public void Plan_WhenACellIsTooLong_ReportsIt() =>
        Reports(("site", new string('s', 201))).ShouldBe([("site", "row.too_long", new string('s', 200))]);

    [Fact]
    public void Plan_WhenACellCouldNotBeRead_ReportsItOnce() =>
        Reports(("seniority_level", "x"), ("country", "FRA"))
            .Select(report => report.Code)
            .ShouldBe(["row.seniority_level_invalid", "row.country_invalid"]);

    [Fact]
    public void Plan_WhenTheRowHasTooManyProblems_ReportsTheFirstTen()
    {
        var cells = ImportColumns.All.Select(column => (column, (string?)(column is "email" ? "x" : "?:?"))).ToArray();

        Reports(cells).Length.ShouldBe(Limits.ImportProblemsPerRowMax);
    }

    [Fact]
    public void Parse_OfALineWithItsOwnColumns_LeavesWhatItDoesNotName()
    {
        var line = new ImportLine(1, ["E1", null], null, ["employee_id", "job_title"]);
        var change = ImportCells.Parse([], line).Change;
        change.EmployeeId.Or(null).ShouldBe("E1");
        change.JobTitle.Given.ShouldBeTrue();
        change.JobTitle.Value.ShouldBeNull();
        change.Email.Given.ShouldBeFalse();
    }
}
