using Binome.Contracts.People;
using static Binome.Grains.Tests.People.ImportFile;

namespace Binome.Grains.Tests.People;

public sealed class ImportChunkTests
{
    [Fact]
    public void TakeIn_WhenAllRowsAreNew_CreatesThem()
    {
        var file = new ImportFile();

        var (import, _) = file.TakeIn([Row(2, "A"), Row(3, "B", "A")]);

        Counts(import).ShouldBe((2, 2, 0, 0, 0));
        import.Status.ShouldBe(JobStatus.Running);
        file.People.Select(person => person.State.Profile!.EmployeeId).Order().ShouldBe(["A", "B"]);
    }

    [Fact]
    public void TakeIn_WhenTheSameFileComesAgain_ChangesNothing()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A"), Row(3, "B", "A")]);
        var before = file.People.ToArray();

        var (import, _) = file.TakeIn([Row(2, "A"), Row(3, "B", "A")]);

        Counts(import).ShouldBe((2, 0, 0, 2, 0));
        file.People.ShouldBe(before);
    }

    [Fact]
    public void TakeIn_WhenOneCellChanges_UpdatesThatPerson()
    {
        var file = new ImportFile();
        file.TakeIn([Row(2, "A"), Row(3, "B")]);

        var (import, _) = file.TakeIn([Row(2, "A", country: "BE"), Row(3, "B")]);

        Counts(import).ShouldBe((2, 0, 1, 1, 0));
    }

    [Fact]
    public void TakeIn_WhenARowIsWrong_TakesTheOthers()
    {
        var (import, problems) = new ImportFile().TakeIn([
            Row(2, "A"),
            Row(3, "B", country: "FRA"),
            new ImportLine(4, [], "row.cell_count"),
            Row(5, "C"),
        ]);

        Counts(import).ShouldBe((4, 2, 0, 0, 2));
        problems
            .Select(problem => (problem.Line, problem.Code))
            .ShouldBe([(3, "row.country_invalid"), (4, "row.cell_count")]);
    }

    [Fact]
    public void TakeIn_WhenProblemsAreReported_IdsKeepTheOrderOfTheFile()
    {
        var lines = Enumerable.Range(2, 30).Select(line => Row(line * 7, $"E{line}", country: "FRA")).ToArray();

        var (_, problems) = new ImportFile().TakeIn(lines, chunkRows: 4);

        problems
            .OrderBy(problem => problem.Id, StringComparer.Ordinal)
            .Select(problem => problem.Line)
            .ShouldBe(lines.Select(line => line.Line));
    }

    [Property(MaxTest = 300)]
    public void TakeIn_WhenFilesAreRandom_CountsAddUpAndASecondTimeChangesNothing(int seed)
    {
        var random = new Random(seed);
        var file = new ImportFile();
        for (var round = 0; round < 3; round++)
        {
            var lines = RandomLines(random);
            var chunk = random.Next(1, 8);
            var (first, problems) = file.TakeIn(lines, chunkRows: chunk);
            var (second, again) = file.TakeIn(lines, chunkRows: chunk);

            first.Done.ShouldBe(lines.Length);
            (first.Created + first.Updated + first.Unchanged + first.Rejected).ShouldBe(lines.Length);
            (second.Created, second.Updated, second.Unchanged, second.Rejected).ShouldBe(
                (0, 0, lines.Length - first.Rejected, first.Rejected)
            );
            again.ShouldBe(problems);
            problems
                .Where(problem => problem.Severity == ProblemSeverity.Rejected)
                .Select(problem => problem.Line)
                .Distinct()
                .Count()
                .ShouldBe(first.Rejected);
        }
    }

    /// <summary>
    /// Few ids, so that rows collide. An address belongs to one employee id throughout: one that changes hands within a
    /// file goes in with the next import only.
    /// </summary>
    private static ImportLine[] RandomLines(Random random) =>
        [
            .. Enumerable
                .Range(2, random.Next(1, 20))
                .Select(line =>
                {
                    var id = $"E{random.Next(12)}";
                    string? manager = random.Next(3) == 0 ? null : $"E{random.Next(14)}";
                    return random.Next(10) switch
                    {
                        0 => Row(line, id, manager, country: "??"),
                        1 => Row(line, "", manager),
                        2 => new ImportLine(line, [], "row.cell_count"),
                        3 => Row(line, id, manager, email: "shared"),
                        _ => Row(line, id, manager, country: random.Next(2) == 0 ? "FR" : "BE"),
                    };
                }),
        ];

    private static (int Done, int Created, int Updated, int Unchanged, int Rejected) Counts(ImportRow import) =>
        (import.Done, import.Created, import.Updated, import.Unchanged, import.Rejected);
}
