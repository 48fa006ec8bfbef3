using System.Collections.Immutable;
using Binome.Contracts.Ledger;
using Binome.Matching;

namespace Binome.Silo.Cli.Offline;

/// <summary>Both files together: somebody may be in both, and managers may be in either.</summary>
internal sealed class FileSides
{
    private readonly MatchFiles files;
    private readonly Dictionary<string, FilePerson> mentors;
    private readonly Dictionary<string, FilePerson> mentees;

    private readonly Dictionary<string, string?> managers = new(StringComparer.Ordinal);

    public FileSides(MatchFiles files, FilePeople mentors, FilePeople mentees)
    {
        this.files = files;
        this.mentors = mentors.People.ToDictionary(row => row.Person.Id, StringComparer.Ordinal);
        this.mentees = mentees.People.ToDictionary(row => row.Person.Id, StringComparer.Ordinal);
        foreach (var (id, manager) in mentors.Lines.Concat(mentees.Lines))
            if (manager != id)
                managers[id] = managers.GetValueOrDefault(id) ?? manager;
            else
                managers.TryAdd(id, null);
        People = mentors.People.ToDictionary(row => row.Person.Id, row => row.Person, StringComparer.Ordinal);
        foreach (var row in mentees.People)
            People[row.Person.Id] = People.TryGetValue(row.Person.Id, out var asMentor)
                ? asMentor with
                {
                    MenteeIntentions = row.Person.MenteeIntentions,
                    SkillsRequired = row.Person.SkillsRequired,
                }
                : row.Person;
    }

    /// <summary>Everybody once, by employee id.</summary>
    public Dictionary<string, MatchingPerson> People { get; }

    public IReadOnlyDictionary<string, string> Names() =>
        People.Keys.ToDictionary(id => id, id => Name(RowOf(id)), StringComparer.Ordinal);

    public IEnumerable<ReportingLine> Lines() => managers.Select(entry => new ReportingLine(entry.Key, entry.Value));

    public void ReportDifferences(FileProblems problems)
    {
        foreach (var (id, row) in mentees)
            if (mentors.TryGetValue(id, out var other) && Differ(row, other))
                problems.Warn(In(files.Mentees, row.Line, "employee_id", MatchWords.Differs, id));
    }

    public void ReportChart(OrgChart chart, FileProblems problems)
    {
        // People whose rows were rejected have been named already.
        foreach (
            var fault in chart.Faults.Where(fault =>
                fault.Code == OrgChart.InCycle && People.ContainsKey(fault.PersonId)
            )
        )
        {
            var row = RowOf(fault.PersonId);
            var file = mentors.ContainsKey(fault.PersonId) ? files.Mentors : files.Mentees;
            problems.Warn(In(file, row.Line, "manager_employee_id", MatchWords.InCycle, managers[fault.PersonId]));
        }
        var unknown = chart.Faults.Where(fault => fault.Code == OrgChart.UnknownManager).ToArray();
        if (unknown.Length > 0)
            problems.Note(MatchWords.UnknownManagers, unknown.Length, unknown[0].RelatedId);
    }

    /// <summary>The pairs that stand; rows that name nobody are left out.</summary>
    public PairKey[] Lockable(ImmutableArray<FileCouple> couples, FileProblems problems)
    {
        var pairs = new HashSet<PairKey>();
        foreach (var (line, pair) in couples)
            if (!mentors.ContainsKey(pair.MentorId))
                problems.Reject([In(files.Locked!, line, CouplesFile.Mentor, MatchWords.NotAMentor, pair.MentorId)]);
            else if (!mentees.ContainsKey(pair.MenteeId))
                problems.Reject([In(files.Locked!, line, CouplesFile.Mentee, MatchWords.NotAMentee, pair.MenteeId)]);
            else
                pairs.Add(pair);
        return [.. pairs];
    }

    /// <summary>The couples that must not be; a name nobody has may be a slip, so it is said.</summary>
    public PairKey[] Excludable(ImmutableArray<FileCouple> couples, FileProblems problems)
    {
        foreach (var (line, pair) in couples)
        foreach (
            var (column, id) in ((string, string)[])
                [(CouplesFile.Mentor, pair.MentorId), (CouplesFile.Mentee, pair.MenteeId)]
        )
            if (!People.ContainsKey(id))
                problems.Warn(In(files.Excluded!, line, column, MatchWords.Nobody, id));
        return [.. couples.Select(couple => couple.Pair).Distinct()];
    }

    private FilePerson RowOf(string id) => mentors.GetValueOrDefault(id) ?? mentees[id];

    private static string Name(FilePerson row) => row.Profile.FullName();

    // Places, intentions and required skills are of one role, so the two rows may well differ in them.
    private static bool Differ(FilePerson one, FilePerson other) =>
        !LedgerJson.Same(
            one.Profile,
            other.Profile with
            {
                Intentions = one.Profile.Intentions,
                MentorCapacity = one.Profile.MentorCapacity,
                MenteeCapacity = one.Profile.MenteeCapacity,
                Roles = one.Profile.Roles,
            }
        )
        || one.Person.Team != other.Person.Team
        || !one.Person.Themes.SequenceEqual(other.Person.Themes)
        || !one
            .Person.Attributes.OrderBy(entry => entry.Key)
            .SequenceEqual(other.Person.Attributes.OrderBy(entry => entry.Key));

    private static FileProblem In(string path, int line, string column, string code, string? value) =>
        new(Path.GetFileName(path), line, column, code, value);
}
