using Binome.Matching.Compiling;

namespace Binome.Matching.Solving;

/// <summary>Finds the smallest change that would place somebody who was left over.</summary>
internal sealed class UnmatchedAdviser(
    CompiledProblem problem,
    ScoreMatrix matrix,
    Assignment assignment,
    PairValue value
)
{
    internal UnmatchedAdvice Advise(UnmatchedPerson person)
    {
        var isMentor = person.Side == MatchingSide.Mentor;
        var self = isMentor ? problem.MentorAt(person.PersonId) : problem.MenteeAt(person.PersonId);
        var others = isMentor ? problem.Mentees : problem.Mentors;
        if (person.ReasonCode == UnmatchedReasons.NoEligibleCounterpart)
            return Relax(person, self, others);
        var best = BestOf(self, isMentor, others.Length);
        var score = matrix.Cell(isMentor ? self : best, isMentor ? best : self);
        return person.ReasonCode == UnmatchedReasons.BelowMinimumScore
            ? new(person, HelpfulChanges.LowerMinimum, Id(others, best), [], score, problem.MinimumScorePoints - score)
            : new(person, HelpfulChanges.AddSeat, Id(others, best), [], score, Missing(self, best, isMentor));
    }

    // Fewest rules first, then the best score, then the lower id.
    private UnmatchedAdvice Relax(UnmatchedPerson person, int self, Seat[] others)
    {
        var isMentor = person.Side == MatchingSide.Mentor;
        var nearest = Enumerable
            .Range(0, others.Length)
            .Select(other => (Mentor: isMentor ? self : other, Mentee: isMentor ? other : self, Other: other))
            .Select(pair =>
                (
                    pair.Other,
                    Rules: problem.Eligibility.AllBroken(pair.Mentor, pair.Mentee),
                    Score: problem.Score(pair.Mentor, pair.Mentee)
                )
            )
            // Nothing makes anybody their own counterpart.
            .Where(pair => pair.Rules.Count > 0 && pair.Rules[0] != HardRules.SamePerson)
            .OrderBy(pair => pair.Rules.Count)
            .ThenByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Other)
            .FirstOrDefault((Other: -1, Rules: [], Score: 0));
        if (nearest.Other < 0)
            return new(person, HelpfulChanges.FindSomebody, null, [], null, null);
        var code = nearest.Rules.Count == 1 ? HelpfulChanges.RelaxRule : HelpfulChanges.RelaxRules;
        return new(person, code, Id(others, nearest.Other), nearest.Rules, nearest.Score, null);
    }

    private int BestOf(int self, bool isMentor, int others)
    {
        var best = 0;
        for (var other = 1; other < others; other++)
            if (Cell(self, other, isMentor) > Cell(self, best, isMentor))
                best = other;
        return best;
    }

    // What the others would lose if their pair were forced: by so much it is too weak.
    private long? Missing(int self, int other, bool isMentor)
    {
        var (row, column) = isMentor == matrix.MentorsAreRows ? (self, other) : (other, self);
        var price = new ForcedPair(assignment, value, problem).Solve(row, column, CancellationToken.None);
        return price is { Pairs: 0, Priorities: 0 } ? price.Points : null;
    }

    private short Cell(int self, int other, bool isMentor) =>
        isMentor ? matrix.Cell(self, other) : matrix.Cell(other, self);

    private static string Id(Seat[] side, int index) => side[index].Person.Id;
}
