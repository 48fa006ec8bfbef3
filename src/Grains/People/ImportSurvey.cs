using System.Runtime.InteropServices;
using Binome.Contracts.People;

namespace Binome.Grains.People;

/// <summary>
/// What only the whole file tells: which line names a person first, and who would close a reporting circle once the file
/// is in. Holds a few numbers a row, bounded by <see cref="Limits.ImportRowsMax"/> and <see cref="Limits.PeoplePerTenantMax"/>.
/// </summary>
internal sealed class ImportSurvey
{
    private readonly Dictionary<string, int> firstLineOfEmployee = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> firstLineOfEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> managerOf = new(StringComparer.Ordinal);
    private HashSet<string> inCycle = [];

    public ImportSurvey(IEnumerable<ReportingEdge> known)
    {
        foreach (var edge in known)
            managerOf[edge.EmployeeId] = edge.ManagerEmployeeId;
    }

    /// <summary>Rows that nobody can tell whom they name.</summary>
    public int Unreadable { get; private set; }

    public bool Names(string employeeId) => firstLineOfEmployee.ContainsKey(employeeId);

    /// <summary>Takes a row in; rows come in the order of the file.</summary>
    public void Add(ParsedRow row)
    {
        if (row.EmployeeId.Length == 0)
            Unreadable++;
        if (row.EmployeeId.Length == 0 || !firstLineOfEmployee.TryAdd(row.EmployeeId, row.Line))
            return;
        if (row.Email.Length > 0)
            firstLineOfEmail.TryAdd(row.Email, row.Line);
        if (row.Cells.Given("manager_employee_id"))
            managerOf[row.EmployeeId] = row.ManagerEmployeeId;
        else
            managerOf.TryAdd(row.EmployeeId, null);
    }

    public void Complete() => inCycle = FindCycles();

    public IEnumerable<RowProblem> Problems(ParsedRow row)
    {
        if (firstLineOfEmployee.TryGetValue(row.EmployeeId, out var line) && line != row.Line)
            yield return new RowProblem("employee_id", "row.employee_id_duplicate", row.EmployeeId);
        else if (firstLineOfEmail.TryGetValue(row.Email, out line) && line != row.Line)
            yield return new RowProblem("email", "row.email_duplicate", row.Email);
        // A person whose own manager the file leaves as it is closes no circle with it.
        if (row.ManagerEmployeeId is { } manager && manager != row.EmployeeId && inCycle.Contains(row.EmployeeId))
            yield return new RowProblem("manager_employee_id", "row.reporting_cycle", manager);
    }

    public bool IsKnown(string employeeId) => managerOf.ContainsKey(employeeId);

    private HashSet<string> FindCycles()
    {
        const int Unseen = 0;
        var round = 0;
        var seenIn = new Dictionary<string, int>(managerOf.Count, StringComparer.Ordinal);
        var cycles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in managerOf.Keys)
        {
            round++;
            var at = start;
            while (at is not null && managerOf.TryGetValue(at, out var manager))
            {
                ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(seenIn, at, out _);
                if (seen != Unseen)
                {
                    if (seen == round)
                        AddCycle(at, cycles);
                    break;
                }
                seen = round;
                at = manager;
            }
        }
        return cycles;
    }

    private void AddCycle(string start, HashSet<string> cycles)
    {
        for (var at = start; cycles.Add(at); )
            at = managerOf[at]!;
    }
}
