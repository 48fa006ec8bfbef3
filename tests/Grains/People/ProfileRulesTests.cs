using Binome.Contracts.People;
using Binome.Grains.People;
using static Binome.Grains.Tests.People.PeopleSamples;

namespace Binome.Grains.Tests.People;

public sealed class ProfileRulesTests
{
    private static readonly string Long = new('x', Limits.NameCharactersMax + 1);

    [Fact]
    public void Normalise_WhenWritingVaries_GivesOneForm()
    {
        var written = FullProfile() with
        {
            EmployeeId = " E1 ",
            FirstName = " Zoé ",
            LastName = "Martin\r\n\tDupont",
            Email = " Zoe@ACME.example ",
            JobTitle = "  ",
            Country = " fr ",
            Language = "FR",
            CommunicationStyle = "Direct",
            SkillsOffered = [new(" AI ", 4)],
            Intentions = [" Advance ", "advance", ""],
            Availability = ["MON-AM", "mon-am"],
        };

        var normal = ProfileRules.Normalise(written);

        var expected = FullProfile() with
        {
            LastName = "Martin Dupont",
            Email = "zoe@acme.example",
            JobTitle = null,
            SkillsOffered = [new("ai", 4)],
        };
        LedgerJson.Same(normal, expected).ShouldBeTrue();
    }

    [Fact]
    public void Normalise_WhenDoneAgain_ChangesNothing()
    {
        var once = ProfileRules.Normalise(FullProfile() with { LastName = " O\t'Neil ", Email = "É@x.example" });

        LedgerJson.Same(ProfileRules.Normalise(once), once).ShouldBeTrue();
    }

    [Fact]
    public void Problems_WhenTheProfileIsComplete_FindsNone() => RowCodes(FullProfile()).ShouldBeEmpty();

    [Fact]
    public void Problems_WhenOnlyTheRequiredIsThere_FindsNone() => RowCodes(Profile()).ShouldBeEmpty();

    public static TheoryData<string, string, Func<object, object>> Faults =>
        new()
        {
            { "employee_id", "row.employee_id_missing", With(p => p with { EmployeeId = " " }) },
            { "first_name", "row.first_name_missing", With(p => p with { FirstName = "" }) },
            { "last_name", "row.last_name_missing", With(p => p with { LastName = "\t" }) },
            { "email", "row.email_missing", With(p => p with { Email = "" }) },
            { "email", "row.email_invalid", With(p => p with { Email = "zoe.acme.example" }) },
            { "email", "row.email_invalid", With(p => p with { Email = "Zoé <z@acme.example>" }) },
            { "email", "row.email_invalid", With(p => p with { Email = "z e@acme.example" }) },
            { "email", "row.email_invalid", With(p => p with { Email = $"{new string('e', 250)}@a.example" }) },
            { "manager_employee_id", "row.manager_self", With(p => p with { ManagerEmployeeId = p.EmployeeId }) },
            { "employee_id", "row.too_long", With(p => p with { EmployeeId = Long }) },
            { "first_name", "row.too_long", With(p => p with { FirstName = Long }) },
            { "last_name", "row.too_long", With(p => p with { LastName = Long }) },
            { "manager_employee_id", "row.too_long", With(p => p with { ManagerEmployeeId = Long }) },
            { "job_title", "row.too_long", With(p => p with { JobTitle = Long }) },
            { "job_family", "row.too_long", With(p => p with { JobFamily = Long }) },
            { "subsidiary", "row.too_long", With(p => p with { Subsidiary = Long }) },
            { "site", "row.too_long", With(p => p with { Site = Long }) },
            { "communication_style", "row.too_long", With(p => p with { CommunicationStyle = Long }) },
            { "country", "row.country_invalid", With(p => p with { Country = "FRA" }) },
            { "country", "row.country_invalid", With(p => p with { Country = "F1" }) },
            { "time_zone", "row.time_zone_unknown", With(p => p with { TimeZone = "Europe/Nowhere" }) },
            { "language", "row.language_invalid", With(p => p with { Language = "français" }) },
            { "skills_offered", "row.skills_invalid", With(p => p with { SkillsOffered = [new("ai", 6)] }) },
            { "skills_offered", "row.skills_invalid", With(p => p with { SkillsOffered = [new("ai", 0)] }) },
            {
                "skills_offered",
                "row.skills_invalid",
                With(p => p with { SkillsOffered = [new("AI", 1), new("ai", 2)] })
            },
            { "skills_wanted", "row.skills_invalid", With(p => p with { SkillsWanted = [new(" ", 1)] }) },
            { "skills_wanted", "row.skills_invalid", With(p => p with { SkillsWanted = Many(51) }) },
            { "intentions", "row.intentions_invalid", With(p => p with { Intentions = [new string('i', 65)] }) },
            { "availability", "row.availability_invalid", With(p => p with { Availability = ["monday"] }) },
            { "seniority_level", "row.seniority_level_invalid", With(p => p with { SeniorityLevel = 0 }) },
            { "seniority_level", "row.seniority_level_invalid", With(p => p with { SeniorityLevel = 6 }) },
            { "mentor_capacity", "row.capacity_invalid", With(p => p with { MentorCapacity = -1 }) },
            { "mentee_capacity", "row.capacity_invalid", With(p => p with { MenteeCapacity = 21 }) },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Problems_WhenOneMemberIsWrong_FindsThatOne(string column, string code, Func<object, object> spoil)
    {
        var spoiled = ProfileRules.Normalise((Profile)spoil(FullProfile()));

        var problem = ProfileRules.Problems(spoiled).Single();

        (problem.Column, problem.RowCode, problem.Failure.Pointer).ShouldBe((column, code, $"/{column}"));
    }

    [Fact]
    public void Problems_WhenValuesAreAtTheirLimits_FindsNone() =>
        RowCodes(
                FullProfile() with
                {
                    JobTitle = new string('x', Limits.NameCharactersMax),
                    SkillsOffered = Many(Limits.SkillsPerPersonMax),
                    Intentions = [.. Enumerable.Range(0, Limits.IntentionsPerPersonMax).Select(at => $"i{at}")],
                    Availability = [.. ProfileRules.HalfDays],
                    MentorCapacity = Limits.CapacityMax,
                    MenteeCapacity = 0,
                    SeniorityLevel = Limits.SeniorityLevelMax,
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void HalfDays_AlwaysAreThoseOfTheMatchingEngine() =>
        ProfileRules.HalfDays.Order().ShouldBe(Binome.Matching.HalfDayCodes.All.Order());

    private static Func<object, object> With(Func<Profile, Profile> change) => profile => change((Profile)profile);

    private static ImmutableArray<SkillLevel> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(at => new SkillLevel($"s{at}", 1 + at % 5))];
}
