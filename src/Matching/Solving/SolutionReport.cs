using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>Turns a solved assignment into the public solution.</summary>
internal sealed class SolutionReport(CompiledProblem problem, Assignment assignment, PairValue value)
{
    private readonly ScoreMatrix matrix = assignment.Task.Matrix;

    internal MatchingSolution Write()
    {
        var pairs = Pairs();
        var matchedMentors = pairs.Select(pair => pair.MentorId).ToHashSet(StringComparer.Ordinal);
        var matchedMentees = pairs.Select(pair => pair.MenteeId).ToHashSet(StringComparer.Ordinal);
        return new MatchingSolution(
            pairs,
            pairs.Sum(pair => (long)pair.ScorePoints),
            [.. Unmatched(MatchingSide.Mentor, matchedMentors), .. Unmatched(MatchingSide.Mentee, matchedMentees)],
            Counts(matchedMentors.Count, matchedMentees.Count),
            Prices()
        );
    }

    internal ProposedPair[] Pairs()
    {
        var chosen = new List<(int Mentor, int Mentee, bool IsLocked)>();
        for (var row = 0; row < matrix.Rows; row++)
            foreach (var column in assignment.Rows.PartnersOf(row))
                chosen.Add(matrix.MentorsAreRows ? (row, column, false) : (column, row, false));
        chosen.AddRange(problem.Locked.Select(pair => (pair.Mentor, pair.Mentee, true)));
        chosen.Sort();
        return [.. chosen.AsParallel().AsOrdered().Select(pair => Propose(pair.Mentor, pair.Mentee, pair.IsLocked))];
    }

    private ProposedPair Propose(int mentor, int mentee, bool isLocked) =>
        new(
            problem.Mentors[mentor].Person.Id,
            problem.Mentees[mentee].Person.Id,
            problem.Score(mentor, mentee),
            problem.Explain(mentor, mentee)
        )
        {
            IsLocked = isLocked,
        };

    private IEnumerable<UnmatchedPerson> Unmatched(MatchingSide side, HashSet<string> matched)
    {
        var people = side == MatchingSide.Mentor ? problem.Mentors : problem.Mentees;
        int[] left =
        [
            .. Enumerable
                .Range(0, people.Length)
                .Where(index => people[index].Remaining > 0 && !matched.Contains(people[index].Person.Id)),
        ];
        var isRow = side == MatchingSide.Mentor == matrix.MentorsAreRows;
        var best = isRow ? CounterpartsLeft.BestOfRows(matrix, left) : CounterpartsLeft.BestOfColumns(matrix, left);
        return left.Zip(best, (index, score) => Explain(side, people[index].Person.Id, score, CellsOf(index, isRow)));
    }

    private IEnumerable<short> CellsOf(int index, bool isRow) =>
        Enumerable
            .Range(0, isRow ? matrix.Columns : matrix.Rows)
            .Select(other => isRow ? matrix[index, other] : matrix[other, index]);

    private UnmatchedPerson Explain(MatchingSide side, string personId, int? best, IEnumerable<short> cells)
    {
        if (best is null)
            return new(
                side,
                personId,
                UnmatchedReasons.NoEligibleCounterpart,
                CounterpartsLeft.DominatingRule(cells),
                null
            );
        var reason =
            best < problem.MinimumScorePoints ? UnmatchedReasons.BelowMinimumScore : UnmatchedReasons.Outcompeted;
        return new(side, personId, reason, null, best);
    }

    private MatchingCounts Counts(int matchedMentors, int matchedMentees)
    {
        var forbidden = new long[HardRules.All.Count];
        var (eligible, acceptable) = (0L, 0L);
        var gate = new Lock();
        Parallel.For(
            0,
            matrix.Rows,
            () => new CellCounts(),
            (row, _, counts) => counts.Add(matrix.Row(row), problem.MinimumScorePoints),
            counts =>
            {
                lock (gate)
                {
                    eligible += counts.Eligible;
                    acceptable += counts.Acceptable;
                    for (var rule = 0; rule < forbidden.Length; rule++)
                        forbidden[rule] += counts.Forbidden[rule];
                }
            }
        );
        return new MatchingCounts(
            problem.Mentors.Count(seat => seat.Remaining > 0),
            problem.Mentees.Count(seat => seat.Remaining > 0),
            problem.Mentors.Sum(seat => seat.Remaining),
            problem.Mentees.Sum(seat => seat.Remaining),
            eligible,
            acceptable,
            HardRules
                .All.Select((code, rule) => (code, rule))
                .ToDictionary(rule => rule.code, rule => forbidden[rule.rule]),
            matchedMentors,
            matchedMentees
        );
    }

    private DualPrices Prices()
    {
        var (mentors, mentees) = matrix.MentorsAreRows
            ? (assignment.Rows, assignment.Columns)
            : (assignment.Columns, assignment.Rows);
        return new DualPrices(
            value.Factor,
            value.Bonus,
            PricesOf(problem.Mentors, mentors),
            PricesOf(problem.Mentees, mentees),
            value.Priority
        );
    }

    private static IReadOnlyList<SeatPrice> PricesOf(Seat[] side, SeatSide seats) =>
        [
            .. side.Select((seat, index) => (seat, price: seats.Prices[index] - seats.Floors[index]))
                .Where(entry => entry.seat.Remaining > 0)
                .Select(entry => new SeatPrice(entry.seat.Person.Id, entry.price)),
        ];
}
