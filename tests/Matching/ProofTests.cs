using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Binome.Matching.Proofs;
using FsCheck.Xunit;

namespace Binome.Matching.Tests;

public sealed class ProofTests
{
    private static readonly CriterionSetting[] Nothing = [];
    private static readonly IntentionAffinity[] NoCells = [];

    [Property(MaxTest = 60)]
    public void Read_OfWhatWasWritten_IsTheSameProblemAndVerifies(int seed)
    {
        var (problem, solution) = Solved(seed);

        var (again, told) = MatchingProof.Read(Written(problem, solution));

        Text(again, told).ShouldBe(Text(problem, solution));
        MatchingSolver.Solve(again).Pairs.Select(Known).ShouldBe(solution.Pairs.Select(Known));
        MatchingCertificate.Verify(again, told).ShouldBeEmpty();
    }

    [Property(MaxTest = 30)]
    public void Read_OfWhatWasWritten_KeepsEveryMemberOfThePeopleAndTheRules(int seed)
    {
        var (problem, solution) = Solved(seed);

        var (again, told) = MatchingProof.Read(Written(problem, solution));

        foreach (var (person, other) in problem.People.Zip(again.People))
        foreach (var member in typeof(MatchingPerson).GetProperties())
            Flat(member.GetValue(other)).ShouldBe(Flat(member.GetValue(person)), ignoreOrder: true, member.Name);
        again.Rules.Criteria.ShouldBe(problem.Rules.Criteria, ignoreOrder: true);
        again.Rules.IntentionAffinities.ShouldBe(problem.Rules.IntentionAffinities, ignoreOrder: true);
        (again.Rules with { Criteria = Nothing, IntentionAffinities = NoCells }).ShouldBe(
            problem.Rules with
            {
                Criteria = Nothing,
                IntentionAffinities = NoCells,
            }
        );
        told.Pairs.Select(Known).ShouldBe(solution.Pairs.Select(Known));
        told.Prices.Mentors.ShouldBe(solution.Prices.Mentors);
        told.Prices.Mentees.ShouldBe(solution.Prices.Mentees);
        told.TotalPoints.ShouldBe(solution.TotalPoints);
    }

    [Property(MaxTest = 30)]
    public void Read_OfTheReportingLines_ForbidsTheSamePairs(int seed)
    {
        var (problem, solution) = Solved(seed);

        var (again, _) = MatchingProof.Read(Written(problem, solution));

        foreach (var mentor in problem.Mentors)
        foreach (var mentee in problem.Mentees)
            again
                .OrgChart.InSameChain(mentor.PersonId, mentee.PersonId)
                .ShouldBe(problem.OrgChart.InSameChain(mentor.PersonId, mentee.PersonId));
    }

    [Fact]
    public void Write_WhenManagersHaveNoSeat_KeepsTheLineThroughThem()
    {
        var problem = Cohort.Of(
            [Cohort.Person("a")],
            [Cohort.Person("b")],
            Cohort.OnlyCriterion(CriterionCodes.JobFamily, CriterionDirection.Similar),
            new("a", "middle"),
            new("middle", "b"),
            new("elsewhere", "far away")
        );

        var text = Written(problem, MatchingSolver.Solve(problem));
        var (again, _) = MatchingProof.Read(text);

        again.OrgChart.InSameChain("a", "b").ShouldBeTrue();
        Encoding.UTF8.GetString(text).ShouldNotContain("far away");
    }

    [Fact]
    public void Write_WhenTheListsComeInAnotherOrder_GivesTheSameBytes()
    {
        var (problem, solution) = Solved(5);
        var other = RandomCohort.Shuffle(problem, 17);

        Written(other, MatchingSolver.Solve(other)).ShouldBe(Written(problem, solution));
    }

    [Fact]
    public void Write_ToAStreamAndToABuffer_GiveTheSameBytes()
    {
        var (problem, solution) = Solved(5);
        var buffer = new ArrayBufferWriter<byte>();

        MatchingProof.Write(buffer, problem, solution);

        buffer.WrittenSpan.ToArray().ShouldBe(Written(problem, solution));
    }

    [Fact]
    public void Bound_OfASolution_IsItsValue()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var (problem, solution) = Solved(seed);
            var bound = MatchingBound.Of(problem, solution);
            bound.Bound.ShouldBe(bound.Value);
        }
    }

    public static TheoryData<string, string> Tampered =>
        new()
        {
            { "score", MatchingCertificate.WrongScore },
            { "locked score", MatchingCertificate.WrongScore },
            { "total", MatchingCertificate.WrongTotal },
            { "lock", MatchingCertificate.LocksDiffer },
            { "pair", MatchingCertificate.FreeSeatPriced },
            { "person", MatchingCertificate.WrongScore },
            { "price", MatchingCertificate.PairUnderpriced },
            { "prices", MatchingCertificate.PricesIncomplete },
            { "weights", MatchingCertificate.WrongWeights },
        };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void Verify_WhenTheProofWasTamperedWith_NamesTheFault(string where, string fault)
    {
        var (problem, solution) = Solved(7);
        var one = solution.Pairs.First(pair => !pair.IsLocked);
        problem = problem with { Locked = [new(one.MentorId, one.MenteeId)] };
        var json = JsonNode.Parse(Written(problem, MatchingSolver.Solve(problem)))!;

        Tamper(json, where);
        var (again, told) = MatchingProof.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));

        MatchingCertificate.Verify(again, told).ShouldContain(found => found.Code == fault);
    }

    public static TheoryData<string> Broken =>
        [
            "",
            "PK",
            "[]",
            "null",
            """{"format":"something_else","version":1}""",
            """{"format":"binome.matching_proof","version":2}""",
            """{"format":"binome.matching_proof","version":1}""",
            """{"format":"binome.matching_proof","version":1,"format":"binome.matching_proof"}""",
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OfSomethingElse_IsRefused(string text) =>
        Should.Throw<MatchingProofException>(() => MatchingProof.Read(Encoding.UTF8.GetBytes(text)));

    public static TheoryData<string, string> Bent =>
        new()
        {
            { "people", "[null]" },
            { "above", "[null]" },
            { "above", """["person_00000"]""" },
            { "managers", "[]" },
            { "mentors", "[[999999,1]]" },
            { "mentors", "[[-1,1]]" },
            { "mentors", "[[0]]" },
            { "mentors", "[null]" },
            { "mentors", """[["0",1]]""" },
            { "excluded", "[[0,1,2]]" },
            { "as_of", "\"tomorrow\"" },
            { "rules", "null" },
            { "more", "1" },
        };

    [Theory]
    [MemberData(nameof(Bent))]
    public void Read_WhenAMemberIsOutOfForm_IsRefused(string member, string value)
    {
        var (problem, solution) = Solved(7);
        var json = JsonNode.Parse(Written(problem, solution))!;

        json[member] = JsonNode.Parse(value);

        Should.Throw<MatchingProofException>(() => MatchingProof.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    private static void Tamper(JsonNode json, string where)
    {
        var solution = json["solution"]!;
        var pairs = solution["pairs"]!.AsArray();
        var locked = json["locked"]![0]!.ToJsonString();
        bool IsLocked(JsonNode? pair) => $"[{pair![0]},{pair[1]}]" == locked;
        var free = pairs.First(pair => !IsLocked(pair))!;
        switch (where)
        {
            case "score":
                free[2] = (int)free[2]! + 1;
                break;
            case "locked score":
                var stands = pairs.First(IsLocked)!;
                stands[2] = (int)stands[2]! - 1;
                break;
            case "total":
                solution["total_points"] = (long)solution["total_points"]! + 1;
                break;
            case "lock":
                pairs.Remove(pairs.First(IsLocked));
                break;
            case "pair":
                pairs.Remove(free);
                break;
            case "person":
                foreach (var person in json["people"]!.AsArray())
                    person!["job_family"] = "one and the same";
                break;
            case "price":
                foreach (var price in solution["mentor_prices"]!.AsArray())
                    price![1] = 0;
                foreach (var price in solution["mentee_prices"]!.AsArray())
                    price![1] = 0;
                break;
            case "prices":
                solution["mentee_prices"]!.AsArray().RemoveAt(0);
                break;
            default:
                solution["score_factor"] = 0;
                break;
        }
    }

    private static (MatchingProblem Problem, MatchingSolution Solution) Solved(int seed)
    {
        var problem = RandomCohort.Create(seed, 40, 30, (MatchingObjective)(seed & 1));
        return (problem, MatchingSolver.Solve(problem));
    }

    private static byte[] Written(MatchingProblem problem, MatchingSolution solution)
    {
        using var stream = new MemoryStream();
        MatchingProof.Write(stream, problem, solution);
        return stream.ToArray();
    }

    private static string Text(MatchingProblem problem, MatchingSolution solution) =>
        Encoding.UTF8.GetString(Written(problem, solution));

    private static (string, string, int, bool) Known(ProposedPair pair) =>
        (pair.MentorId, pair.MenteeId, pair.ScorePoints, pair.IsLocked);

    private static object?[] Flat(object? value) =>
        value is System.Collections.IEnumerable items and not string ? [.. items.Cast<object>()] : [value];
}
