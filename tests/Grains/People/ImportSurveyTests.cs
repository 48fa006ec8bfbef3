using Binome.Contracts.People;
using static Binome.Grains.Tests.People.ImportFile;

namespace Binome.Grains.Tests.People;

public sealed class ImportSurveyTests
{
    [Fact]
    public void TakeIn_WhenAnEmployeeComesTwice_RejectsTheLaterLine()
    {
        var (import, problems) = new ImportFile().TakeIn([
            Row(2, "A"),
            Row(3, "B"),
            Row(9, "A", email: "a2@acme.example"),
        ]);

        (import.Created, import.Rejected).ShouldBe((2, 1));
        Reported(problems).ShouldBe([(9, "employee_id", "row.employee_id_duplicate", "A")]);
    }

    [Fact]
    public void TakeIn_WhenAnEmailComesTwice_RejectsTheLaterLine()
    {
        var (_, problems) = new ImportFile().TakeIn([Row(2, "A"), Row(3, "B", email: "A@ACME.example")]);

        Reported(problems).ShouldBe([(3, "email", "row.email_duplicate", "a@acme.example")]);
    }

    [Fact]
    public void TakeIn_WhenDuplicatesLieInSeveralChunks_StillRejectsOnlyTheLater()
    {
        var (import, problems) = new ImportFile().TakeIn(
            [Row(2, "A"), Row(3, "B"), Row(4, "C"), Row(5, "A"), Row(6, "D", email: "b@acme.example")],
            chunkRows: 2
        );

        import.Created.ShouldBe(3);
        problems.Select(problem => problem.Line).ShouldBe([5, 6]);
    }

    [Fact]
    public void TakeIn_WhenAnotherPersonHoldsTheEmail_RejectsTheRow()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A")]);

        var (_, problems) = file.TakeIn([Row(2, "B", email: "a@acme.example")]);

        Reported(problems).ShouldBe([(2, "email", "row.email_taken", "a@acme.example")]);
    }

    [Fact]
    public void TakeIn_WhenTheFileHasACircle_RejectsItsMembersOnly()
    {
        var (import, problems) = new ImportFile().TakeIn([
            Row(2, "A", "B"),
            Row(3, "B", "C"),
            Row(4, "C", "A"),
            Row(5, "D", "A"),
            Row(6, "E"),
        ]);

        Reported(problems)
            .Where(problem => problem.Code == "row.reporting_cycle")
            .Select(problem => problem.Line)
            .ShouldBe([2, 3, 4]);
        import.Created.ShouldBe(2);
    }

    [Fact]
    public void TakeIn_WhenAStoredPersonClosesTheCircle_RejectsTheRow()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A"), Row(3, "B", "A"), Row(4, "C", "B")]);

        var (import, problems) = file.TakeIn([Row(2, "A", "C")]);

        import.Rejected.ShouldBe(1);
        Reported(problems).ShouldBe([(2, "manager_employee_id", "row.reporting_cycle", "C")]);
    }

    [Fact]
    public void TakeIn_WhenTheFileTurnsStoredLinesRound_TakesThemAll()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A"), Row(3, "B", "A")]);

        var (import, _) = file.TakeIn([Row(2, "A", "B"), Row(3, "B")]);

        import.Updated.ShouldBe(2);
    }

    [Fact]
    public void TakeIn_WhenSomebodyReportsToThemselves_ReportsThatAndNoCircle()
    {
        var (_, problems) = new ImportFile().TakeIn([Row(2, "A", "A")]);

        Reported(problems).ShouldBe([(2, "manager_employee_id", "row.manager_self", "A")]);
    }

    [Fact]
    public void TakeIn_WhenTheManagerIsUnknown_WarnsAndTakesTheRow()
    {
        var (import, problems) = new ImportFile().TakeIn([Row(2, "A", "Z"), Row(3, "B", "Z")]);

        (import.Created, import.Rejected, import.Warnings).ShouldBe((2, 0, 2));
        problems.ShouldAllBe(problem =>
            problem.Severity == ProblemSeverity.Warning && problem.Code == "row.manager_unknown"
        );
    }

    [Fact]
    public void TakeIn_WhenTheManagerComesFurtherDown_WarnsOfNothing()
    {
        var (import, problems) = new ImportFile().TakeIn([Row(2, "A", "B"), Row(3, "B")], chunkRows: 1);

        (import.Created, import.Warnings, problems.Length).ShouldBe((2, 0, 0));
    }

    [Fact]
    public void TakeIn_WhenTheManagerIsStoredAlready_WarnsOfNothing()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "B")]);

        file.TakeIn([Row(2, "A", "B")]).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void TakeIn_WhenTheFileHasNoManagers_LeavesStoredLines()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A"), Row(3, "B", "A")]);

        var (import, _) = file.TakeIn(
            [new ImportLine(2, ["B", "New", "Name", "b@acme.example"], null)],
            ImportColumns.Required
        );

        import.Updated.ShouldBe(1);
        file.People.Single(person => person.State.Profile!.EmployeeId == "B")
            .State.Profile!.ManagerEmployeeId.ShouldBe("A");
    }

    private static IEnumerable<(int Line, string? Column, string Code, string? Value)> Reported(
        ImmutableArray<ImportProblemRow> problems
    ) => problems.Select(problem => (problem.Line, problem.Column, problem.Code, problem.Value));
}
