using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

public sealed class SettingsRulesTests
{
    private static readonly ProgrammeSettings Good = Created().Settings!;
    private static readonly string Long = new('x', Limits.TextCharactersMax + 1);

    [Theory]
    [InlineData(ProgrammeKind.Reverse)]
    [InlineData(ProgrammeKind.Traditional)]
    [InlineData(ProgrammeKind.Peer)]
    [InlineData(ProgrammeKind.Cross)]
    [InlineData(ProgrammeKind.Flash)]
    public void Create_WhenOnlyNameAndKindAreGiven_TheTemplateIsEnough(ProgrammeKind kind)
    {
        var created = ProgrammeRules.Create(ProgrammeId, new() { Name = "P", Kind = kind }, Moments.Start);

        var settings = created.Value.State.Settings!;
        settings.Criteria.ShouldNotBeEmpty();
        settings.SessionStructure.ShouldNotBeEmpty();
        settings
            .Criteria.Where(criterion => criterion.Code is "subsidiary" or "site")
            .ShouldAllBe(off => off.Weight == 0);
    }

    [Fact]
    public void Create_WhenTheKindIsMissing_IsRefused() =>
        ProgrammeRules.Create(ProgrammeId, new() { Name = "P" }, Moments.Start).Failure!.Pointer.ShouldBe("/kind");

    [Fact]
    public void Merge_WhenMembersAreAbsent_LeavesThem() =>
        LedgerJson.Same(SettingsRules.Merge(Good, new ProgrammeChange()), Good).ShouldBeTrue();

    [Fact]
    public void Merge_WhenMembersAreNull_TakesTheTemplateOrNothing()
    {
        var changed = Good with { Cadence = new Cadence(1, 2, 3, 4), DurationMonths = 2, TimeZone = "UTC" };

        var cleared = SettingsRules.Merge(
            changed,
            new ProgrammeChange
            {
                Goals = new Optional<ImmutableArray<Goal>?>(null),
                Owner = null,
                Sponsor = null,
                StartsOn = new Optional<DateOnly?>(null),
                Cadence = null,
                DurationMonths = new Optional<int?>(null),
                TimeZone = null,
                Criteria = new Optional<ImmutableArray<Criterion>?>(null),
                Acceptance = new Optional<AcceptanceRule?>(null),
                AcceptanceDays = new Optional<int?>(null),
                Charter = new Optional<CharterRule?>(null),
                Rhythm = null,
            }
        );

        var template = ProgrammeTemplates.For(ProgrammeKind.Reverse);
        LedgerJson.Same(cleared, template with { Name = Good.Name }).ShouldBeTrue();
    }

    [Fact]
    public void Merge_WhenTheKindChangesAndCriteriaAreCleared_TakesTheNewKindsTemplate()
    {
        var merged = SettingsRules.Merge(
            Good,
            new() { Kind = ProgrammeKind.Flash, Criteria = new Optional<ImmutableArray<Criterion>?>(null) }
        );

        merged.Criteria.ShouldBe(ProgrammeTemplates.For(ProgrammeKind.Flash).Criteria);
    }

    public static TheoryData<string, string, Func<object, object>> Faults =>
        new()
        {
            { FailureCodes.Required, "/name", With(s => s with { Name = "" }) },
            { FailureCodes.TooLong, "/name", With(s => s with { Name = new string('n', 201) }) },
            { FailureCodes.TooLong, "/owner/name", With(s => s with { Owner = new(Long, null) }) },
            { FailureCodes.TooLong, "/facilitator/email", With(s => s with { Facilitator = new("F", Long) }) },
            { FailureCodes.TooLong, "/sponsor/commitment", With(s => s with { Sponsor = new("S", null, Long) }) },
            { FailureCodes.TooLong, "/goals/0/description", With(s => s with { Goals = [new("skills", Long)] }) },
            { FailureCodes.TooLong, "/kpis/0/code", With(s => s with { Kpis = [new(Long, "", 1, "count")] }) },
            { FailureCodes.TooLong, "/themes/0", With(s => s with { Themes = [Long] }) },
            { FailureCodes.TooMany, "/themes", With(s => s with { Themes = Codes(21) }) },
            { FailureCodes.TooMany, "/subsidiaries", With(s => s with { Subsidiaries = Codes(101) }) },
            { FailureCodes.OutOfRange, "/duration_months", With(s => s with { DurationMonths = 0 }) },
            { FailureCodes.OutOfRange, "/duration_months", With(s => s with { DurationMonths = 37 }) },
            { FailureCodes.OutOfRange, "/minimum_score", With(s => s with { MinimumScore = 1.01 }) },
            { FailureCodes.OutOfRange, "/minimum_score", With(s => s with { MinimumScore = double.NaN }) },
            { FailureCodes.Invalid, "/time_zone", With(s => s with { TimeZone = "Mars/Base" }) },
            { FailureCodes.OutOfRange, "/cadence/min_days", With(s => s with { Cadence = new(0, 28, 7, 14) }) },
            { FailureCodes.OutOfRange, "/cadence/max_days", With(s => s with { Cadence = new(28, 21, 7, 14) }) },
            { FailureCodes.OutOfRange, "/cadence/max_days", With(s => s with { Cadence = new(28, 366, 7, 14) }) },
            { FailureCodes.OutOfRange, "/cadence/first_min_days", With(s => s with { Cadence = new(21, 28, -1, 14) }) },
            { FailureCodes.OutOfRange, "/cadence/first_max_days", With(s => s with { Cadence = new(21, 28, 0, 0) }) },
            { FailureCodes.Invalid, "/criteria/0/code", With(s => s with { Criteria = [Of("age", 10)] }) },
            {
                FailureCodes.Invalid,
                "/criteria/1/code",
                With(s => s with { Criteria = [Of("site", 1), Of("site", 1)] })
            },
            { FailureCodes.OutOfRange, "/criteria/0/weight", With(s => s with { Criteria = [Of("site", 101)] }) },
            { FailureCodes.OutOfRange, "/criteria/0/target_gap", With(s => s with { Criteria = [Of("site", 1, 1)] }) },
            {
                FailureCodes.OutOfRange,
                "/criteria/0/target_gap",
                With(s => s with { Criteria = [Of("seniority_gap", 1, -5)] })
            },
            {
                FailureCodes.OutOfRange,
                "/criteria/0/target_gap",
                With(s => s with { Criteria = [Of("tenure_gap", 1, int.MinValue)] })
            },
            { FailureCodes.Required, "/criteria", With(s => s with { Criteria = [Of("site", 0)] }) },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Refusal_WhenOneMemberIsWrong_PointsToIt(string code, string pointer, Func<object, object> spoil)
    {
        var failure = SettingsRules.Refusal((ProgrammeSettings)spoil(Good))!;

        failure.All().Select(each => (each.Code, each.Pointer)).ShouldBe([(code, pointer)]);
    }

    [Fact]
    public void Refusal_WhenSettingsAreWithinEveryLimitButTooLargeTogether_IsRefused()
    {
        var goals = Enumerable.Range(0, 20).Select(_ => new Goal("skills", new string('é', Limits.TextCharactersMax)));

        SettingsRules.Refusal(Good with { Goals = [.. goals] })!.Code.ShouldBe(FailureCodes.TooLong);
    }

    [Fact]
    public void Refusal_WhenEverythingIsAtItsLimit_FindsNothing() =>
        SettingsRules
            .Refusal(
                Good with
                {
                    DurationMonths = 36,
                    MinimumScore = 1,
                    Cadence = new Cadence(365, 365, 0, 1),
                    Themes = Codes(20),
                    Criteria = [Of("seniority_gap", 100, -4), Of("tenure_gap", 100, 40)],
                }
            )
            .ShouldBeNull();

    private static Criterion Of(string code, int weight, int? gap = null) =>
        new(code, weight, Direction.Complementary, gap);

    private static ImmutableArray<string> Codes(int count) => [.. Enumerable.Range(0, count).Select(at => $"c{at}")];

    private static Func<object, object> With(Func<ProgrammeSettings, ProgrammeSettings> change) =>
        settings => change((ProgrammeSettings)settings);
}
