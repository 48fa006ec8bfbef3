using Binome.Contracts.People;
using Binome.Grains.People;

namespace Binome.Grains.Tests.People;

/// <summary>An HR file, taken in by the rules alone: what storage would hold lives in dictionaries.</summary>
internal sealed class ImportFile
{
    public const string ImportId = "imp_1";

    private readonly Dictionary<string, StoredState<ParticipantState>> people = new(StringComparer.Ordinal);

    public IReadOnlyCollection<StoredState<ParticipantState>> People => people.Values;

    public static readonly ImmutableArray<string> Columns =
    [
        "employee_id",
        "first_name",
        "last_name",
        "email",
        "manager_employee_id",
        "country",
        "roles",
    ];

    public static ImportLine Row(
        int line,
        string id,
        string? manager = null,
        string? email = null,
        string? country = "FR"
    ) =>
        new(
            line,
            [
                id,
                $"First {id}",
                $"Last {id}",
                email ?? $"{id}@acme.example".ToLowerInvariant(),
                manager,
                country,
                "both",
            ],
            null
        );

    /// <summary>Takes a file in, chunk by chunk, and answers the import as it then stands with every problem row.</summary>
    public (ImportRow Import, ImmutableArray<ImportProblemRow> Problems) TakeIn(
        IReadOnlyCollection<ImportLine> lines,
        ImmutableArray<string>? columns = null,
        int chunkRows = 500
    )
    {
        var header = columns ?? Columns;
        var survey = new ImportSurvey(people.Values.Select(Edge));
        foreach (var line in lines)
            survey.Add(ImportCells.Parse(header, line));
        survey.Complete();

        var state = new ImportState
        {
            Import = new(ImportId, JobStatus.Queued, lines.Count, 0, 0, 0, 0, 0, 0, Moments.Start, null, null),
        };
        var problems = ImmutableArray.CreateBuilder<ImportProblemRow>();
        foreach (var chunk in lines.Chunk(chunkRows))
        {
            ImmutableArray<ParsedRow> rows = [.. chunk.Select(line => ImportCells.Parse(header, line))];
            var planned = ImportChunk.Plan(
                rows,
                survey,
                Known(),
                _ => $"ptc_{people.Count}_{Guid.NewGuid()}",
                Moments.Start
            );
            (state, var effects) = ImportChunk.Apply(ImportId, state, planned, survey);
            Store(effects);
            problems.AddRange(effects.Rows.OfType<ImportProblemRow>());
        }
        return (state.Import!, problems.ToImmutable());
    }

    /// <summary>The codes with which one row is reported, alone in a file of these columns.</summary>
    public static (string? Column, string Code, string? Value)[] Reports(params (string Column, string? Cell)[] cells)
    {
        (string Column, string? Cell)[] usual =
        [
            ("employee_id", "E1"),
            ("first_name", "Zoé"),
            ("last_name", "Martin"),
            ("email", "z@acme.example"),
        ];
        var row = usual.Where(cell => cells.All(given => given.Column != cell.Column)).Concat(cells).ToArray();
        var (_, problems) = new ImportFile().TakeIn(
            [new ImportLine(2, [.. row.Select(cell => cell.Cell)], null)],
            [.. row.Select(cell => cell.Column)]
        );
        return [.. problems.Select(problem => (problem.Column, problem.Code, problem.Value))];
    }

    private KnownPeople Known() =>
        new(
            people.Values.ToImmutableDictionary(person => person.State.Profile!.EmployeeId, person => person.Id),
            people.Values.ToImmutableDictionary(person => person.State.Profile!.Email, person => person.Id),
            people.ToImmutableDictionary()
        );

    private void Store(Effects effects)
    {
        foreach (var write in effects.Writes)
        {
            people.TryGetValue(write.Id, out var before);
            write.ETag.ShouldBe(before?.ETag);
            var state = (ParticipantState)write.State with { Pending = null };
            people[write.Id] = new(write.Id, $"{int.Parse(before?.ETag ?? "0", null) + 1}", state);
        }
    }

    private static ReportingEdge Edge(StoredState<ParticipantState> person) =>
        new(person.Id, person.State.Profile!.EmployeeId, person.State.Profile.ManagerEmployeeId);
}
