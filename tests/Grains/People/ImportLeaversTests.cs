using Binome.Contracts.People;
using Binome.Grains.People;

namespace Binome.Grains.Tests.People;

public sealed class ImportLeaversTests
{
    [Theory]
    [InlineData(0, 10, 0, false)]
    [InlineData(1, 10, 0, false)]
    [InlineData(2, 10, 0, true)]
    [InlineData(5_000, 50_000, 0, false)]
    [InlineData(5_001, 50_000, 0, true)]
    [InlineData(1, 1_000, 1, true)]
    [InlineData(0, 1_000, 1, false)]
    public void NeedConfirmation_AboveOneInTen_OrWhenARowMayBeAnybodys(
        int leavers,
        int present,
        int unreadable,
        bool needs
    ) => ImportLeavers.NeedConfirmation(leavers, present, unreadable).ShouldBe(needs);

    [Fact]
    public void Of_LeavesOutWhoIsInTheFile_WhoHasLeft_AndWhoCameAfterIt()
    {
        ReportingEdge[] known = [Edge("A", -1), Edge("B", -1), Edge("C", -1), Edge("D", 1)];
        var survey = new ImportSurvey(known);
        // A row that is rejected names its person all the same.
        survey.Add(ImportCells.Parse(ImportFile.Columns, ImportFile.Row(2, "A", country: "nowhere")));

        var leavers = ImportLeavers.Of([.. known], [known[1].ParticipantId], survey, Moments.Start);

        leavers.Select(person => person.EmployeeId).ShouldBe(["C"]);
    }

    private static ReportingEdge Edge(string employeeId, int minutes) =>
        new(Ids.New(Ids.Participant, Moments.Start.AddMinutes(minutes)), employeeId, null);
}
