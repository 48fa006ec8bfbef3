using System.Runtime.Intrinsics;
using Binome.Matching.Compiling;
using Binome.Matching.Criteria;
using Binome.Matching.Scoring;
using Binome.Matching.Solving;
using FsCheck.Xunit;

namespace Binome.Matching.Tests;

/// <summary>Whole rows at once must give what one pair at a time gives.</summary>
public sealed class ScoringTests
{
    // Some want more than one pass over their levels holds, some fewer, some what nobody has.
    private static readonly SkillDraw ManySkills = new(
        Names: 3 * SkillLevels.SkillsMax,
        OfferedMax: 2 * SkillLevels.SkillsMax,
        WantedMax: 2 * SkillLevels.SkillsMax
    );

    [Property(MaxTest = 60)]
    public void Build_WhenRowsAreScoredAtOnce_GivesEveryCellOfThePairwiseWay(int seed)
    {
        var random = new Random(seed);
        var problem = Compile(seed, random.Next(1, 90), random.Next(1, 90));

        var matrix = MatrixScorer.Build(problem, 2, new ProgressReporter(null), CancellationToken.None);

        var locked = problem.Locked.ToHashSet();
        for (var mentor = 0; mentor < problem.Mentors.Length; mentor++)
        for (var mentee = 0; mentee < problem.Mentees.Length; mentee++)
        {
            var broken = problem.Eligibility.FirstBroken(mentor, mentee);
            var expected =
                locked.Contains((mentor, mentee)) ? ScoreMatrix.Locked
                : broken == EligibilityRules.None ? problem.Score(mentor, mentee)
                : -1 - broken;
            ((int)matrix.Cell(mentor, mentee)).ShouldBe(expected);
        }
    }

    [Property(MaxTest = 60)]
    public void AddTo_WhenATermIsMadeForEitherSide_GivesThePairwisePoints(int seed)
    {
        var problem = CompiledProblem.From(
            RandomCohort.Create(seed, 150, 75, MatchingObjective.MostPairsFirst, skills: ManySkills)
        );
        Profile[] mentors = [.. problem.Mentors.Select(seat => seat.Person)];
        Profile[] mentees = [.. problem.Mentees.Select(seat => seat.Person)];
        Sides[] both = [new(mentors, mentees, true), new(mentees, mentors, false)];

        foreach (var criterion in problem.Scorer.Criteria)
        foreach (var sides in both)
        foreach (var term in TermsOf(criterion, sides))
            for (var row = 0; row < sides.Rows.Length; row++)
                Row(term, row, sides).ShouldBe(Row(new PairwiseTerm(criterion, sides), row, sides));
    }

    [Property(MaxTest = 30)]
    public void AddTo_WhenEverybodyLivesInOneTimeZone_GivesThePairwisePoints(int seed)
    {
        var cohort = RandomCohort.Create(seed, 40, 75, MatchingObjective.MostPairsFirst);
        var settled = cohort with
        {
            People = [.. cohort.People.Select(person => person with { TimeZone = "Europe/Paris" })],
            Rules = cohort.Rules with
            {
                Criteria = [new(CriterionCodes.Availability, 3, (CriterionDirection)(1 + (Math.Abs(seed) % 3)))],
            },
        };
        var problem = CompiledProblem.From(settled);
        var sides = new Sides(
            [.. problem.Mentors.Select(seat => seat.Person)],
            [.. problem.Mentees.Select(seat => seat.Person)],
            true
        );
        var criterion = problem.Scorer.Criteria.Single();

        var term = ScoreTerm.Of(criterion, sides).ShouldBeOfType<WeekTerm>();

        for (var row = 0; row < sides.Rows.Length; row++)
            Row(term, row, sides).ShouldBe(Row(new PairwiseTerm(criterion, sides), row, sides));
    }

    [Fact]
    public void Build_WhenThereAreSeveralBands_GivesEveryCellOfThePairwiseWay()
    {
        var problem = Compile(5, 2 * ScoreTerm.BandColumns + 37, 40);

        var matrix = MatrixScorer.Build(problem, 2, new ProgressReporter(null), CancellationToken.None);

        matrix.Columns.ShouldBe(problem.Mentors.Length);
        for (var mentor = 0; mentor < problem.Mentors.Length; mentor++)
        for (var mentee = 0; mentee < problem.Mentees.Length; mentee++)
            if (matrix.Cell(mentor, mentee) >= 0)
                ((int)matrix.Cell(mentor, mentee)).ShouldBe(problem.Score(mentor, mentee));
            else if (matrix.Cell(mentor, mentee) != ScoreMatrix.Locked)
                ScoreMatrix
                    .RuleOf(matrix.Cell(mentor, mentee))
                    .ShouldBe(problem.Eligibility.FirstBroken(mentor, mentee));
    }

    [Fact]
    public void Divide_WhenHalvesAndBoundsMeet_RoundsHalvesUpExactly()
    {
        foreach (var divisor in Enumerable.Range(1, 260).Concat([999, 3_000, 7_300]))
        {
            var division = new RoundedDivision(divisor);
            for (var quotient = 0; quotient <= Points.Scale; quotient++)
            {
                var half = (quotient * divisor) + (divisor / 2);
                var dividends = Vector512.Create<int>([
                    .. Enumerable
                        .Range(half - 8, Vector512<int>.Count)
                        .Select(dividend => Math.Clamp(dividend, 0, Points.Scale * divisor)),
                ]);

                var result = division.Divide(dividends);

                for (var lane = 0; lane < Vector512<int>.Count; lane++)
                    if (result[lane] != Points.DivideRounded(dividends[lane], divisor))
                        Assert.Fail($"{dividends[lane]} ÷ {divisor} is not {result[lane]}.");
            }
        }
    }

    private static IEnumerable<ScoreTerm> TermsOf(Criterion criterion, Sides sides)
    {
        yield return ScoreTerm.Of(criterion, sides);
        foreach (var term in ScoreTerm.All([criterion], sides))
            yield return term;
        if (criterion is SkillsCriterion skills)
            yield return new SkillsTerm(skills, sides);
        if (criterion is GapCriterion gap)
            yield return new GapTerm(gap, sides);
    }

    private static int[] Row(ScoreTerm term, int row, Sides sides)
    {
        var totals = new int[sides.Columns.Length];
        var scratch = new int[sides.Columns.Length];
        Array.Fill(scratch, 7);
        term.AddTo(row, 0, totals, scratch);
        return totals;
    }

    private static CompiledProblem Compile(int seed, int mentors, int mentees) =>
        CompiledProblem.From(RandomCohort.Create(seed, mentors, mentees, MatchingObjective.MostPairsFirst));
}
