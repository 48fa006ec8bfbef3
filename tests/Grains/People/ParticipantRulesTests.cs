using Binome.Contracts.People;
using Binome.Grains.People;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.People.PeopleSamples;

namespace Binome.Grains.Tests.People;

public sealed class ParticipantRulesTests
{
    [Fact]
    public void Merge_WhenAMemberIsAbsent_LeavesIt()
    {
        var merged = ParticipantRules.Merge(FullProfile(), new ProfileChange(), replace: false);

        LedgerJson.Same(merged, FullProfile()).ShouldBeTrue();
    }

    [Fact]
    public void Merge_WhenAMemberIsNull_ClearsItToItsDefault()
    {
        var cleared = ParticipantRules.Merge(FullProfile(), Clears(), replace: false);

        LedgerJson.Same(cleared, Profile()).ShouldBeTrue();
    }

    [Fact]
    public void Merge_WhenReplacing_ClearsWhatIsAbsentButTheEmployeeId()
    {
        var replaced = ParticipantRules.Merge(
            FullProfile(),
            ChangeOf(Profile()) with
            {
                EmployeeId = default,
            },
            replace: true
        );

        LedgerJson.Same(replaced, Profile()).ShouldBeTrue();
    }

    [Fact]
    public void Merge_WhenMembersAreGiven_TakesThem()
    {
        var change = new ProfileChange
        {
            JobTitle = "Lead",
            MentorCapacity = 0,
            Roles = DefaultRoles.Mentee,
        };

        var merged = ParticipantRules.Merge(FullProfile(), change, replace: false);

        LedgerJson
            .Same(merged, FullProfile() with { JobTitle = "Lead", MentorCapacity = 0, Roles = DefaultRoles.Mentee })
            .ShouldBeTrue();
    }

    [Fact]
    public void Take_WhenThePersonIsNew_CreatesAndClaims()
    {
        var taken = ParticipantRules.Take(PersonId, new ParticipantState(), Profile(), Start);

        taken.Changed.ShouldBeTrue();
        taken.Effects.EventTypes().ShouldBe([EventTypes.ParticipantCreated]);
        taken.Effects.Claims.ShouldBe([
            new(ParticipantClaims.EmployeeId, "E1", Held: true),
            new(ParticipantClaims.Email, "e1@acme.example", Held: true),
        ]);
        taken.Effects.Single<ParticipantRow>().CreatedAt.ShouldBe(Start);
    }

    [Fact]
    public void Take_WhenNothingChanges_ChangesNothing()
    {
        var taken = ParticipantRules.Take(PersonId, Stored(FullProfile()), FullProfile(), Day(1));

        taken.Changed.ShouldBeFalse();
        taken.Effects.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Take_WhenTheEmailChanges_MovesOnlyThatClaim()
    {
        var taken = ParticipantRules.Take(PersonId, Stored(), Profile() with { Email = "z@acme.example" }, Day(1));

        taken.Effects.EventTypes().ShouldBe([EventTypes.ParticipantUpdated]);
        taken.Effects.Claims.ShouldBe([
            new(ParticipantClaims.Email, "e1@acme.example", Held: false),
            new(ParticipantClaims.Email, "z@acme.example", Held: true),
        ]);
        (taken.State.CreatedAt, taken.State.UpdatedAt).ShouldBe((Start, Day(1)));
    }

    [Fact]
    public void Take_WhenAnythingHappens_PutsNoPersonalWordInTheEvent()
    {
        var taken = ParticipantRules.Take(PersonId, new ParticipantState(), FullProfile(), Start);

        taken.Effects.Events.Single().Data.ShouldBeEmpty();
    }

    [Fact]
    public void Refusal_WhenSeveralMembersAreWrong_NamesEach()
    {
        var failure = ParticipantRules.Refusal(Profile() with { FirstName = "", Country = "FRA", SeniorityLevel = 6 })!;

        failure
            .All()
            .Select(each => (each.Code, each.Pointer))
            .ShouldBe([
                (FailureCodes.Required, "/first_name"),
                (FailureCodes.Invalid, "/country"),
                (FailureCodes.OutOfRange, "/seniority_level"),
            ]);
    }

    [Fact]
    public void Leave_WhereTheClockOfATenantIsAhead_KeepsTheMachinesInstant_UntilTheReturn()
    {
        var left = ParticipantRules.Leave(PersonId, Stored(FullProfile()), Day(270), Start).State;

        (left.LeftAt, left.AccessEndedAt).ShouldBe((Day(270), Start));
        var back = ParticipantRules.Take(PersonId, left, FullProfile(), Day(271)).State;
        (back.LeftAt, back.AccessEndedAt).ShouldBe((null, null));
    }

    private static ProfileChange Clears() =>
        new()
        {
            ManagerEmployeeId = null,
            JobTitle = null,
            JobFamily = null,
            Subsidiary = null,
            Site = null,
            Country = null,
            TimeZone = null,
            Language = null,
            HireDate = new Optional<DateOnly?>(null),
            SeniorityLevel = new Optional<int?>(null),
            Roles = DefaultRoles.None,
            SkillsOffered = new Optional<ImmutableArray<SkillLevel>?>(null),
            SkillsWanted = new Optional<ImmutableArray<SkillLevel>?>(null),
            LearnerProfile = new Optional<LearnerProfile?>(null),
            CommunicationStyle = null,
            Intentions = new Optional<ImmutableArray<string>?>(null),
            MentorCapacity = new Optional<int?>(null),
            MenteeCapacity = new Optional<int?>(null),
            Availability = new Optional<ImmutableArray<string>?>(null),
        };
}
