using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.Grains.Intake;
using Binome.Grains.Tests.People;
using Binome.Matching;
using LearnerProfile = Binome.Contracts.People.LearnerProfile;

namespace Binome.Grains.Tests.Intake;

public sealed class IntakeRulesTests
{
    private const string Id = "ptc_1";
    private static readonly DateTimeOffset Now = Moments.Start;
    private static readonly Actor Person = new("req_1", "sgn_1", new ActingMember("mbr_1", "Zoé", "zoe@acme.example"));
    private static readonly AskIntake AsMentor = new("prg_1", [PairRole.Mentor], [3, 7]);

    [Fact]
    public void Ask_AsksNow_AndTwiceMore()
    {
        var asked = IntakeRules.Ask(Id, new IntakeState(), AsMentor, Now).State;
        var first = IntakeRules.Mailed(Id, asked);
        var second = IntakeRules.Mailed(Id, first.State);
        var third = IntakeRules.Mailed(Id, second.State);

        (asked.Status, asked.NextMailAt).ShouldBe((IntakeStatus.Asked, Now));
        first.State.NextMailAt.ShouldBe(Now.AddDays(3));
        first.Effects!.Events.ShouldBeEmpty();
        second.State.NextMailAt.ShouldBe(Now.AddDays(7));
        third.State.NextMailAt.ShouldBeNull();
        third.Effects!.EventTypes().ShouldBe([EventTypes.IntakeReminded]);
    }

    [Fact]
    public void Ask_WhenComplete_AsksOnlyForAFurtherRole()
    {
        var complete = Complete([PairRole.Mentor]);

        IntakeRules.Ask(Id, complete, AsMentor, Now).Effects.ShouldBeNull();
        var again = IntakeRules.Ask(Id, complete, AsMentor with { Roles = [PairRole.Mentee] }, Now).State;

        (again.Status, again.CompletedAt).ShouldBe((IntakeStatus.Begun, null));
        again.Roles.ShouldBe([PairRole.Mentor, PairRole.Mentee]);
    }

    [Fact]
    public void Save_KeepsWhatIsLeftOut_AndBeginsOnce()
    {
        var first = Save(new IntakeState(), new IntakeChange { Screening = Screening(("time", ScreeningAnswer.Yes)) });
        var second = Save(first.State, new IntakeChange { Screening = Screening(("share", ScreeningAnswer.NotSure)) });

        second.State.Screening.Keys.ShouldBe(["share", "time"]);
        first.Effects!.EventTypes().ShouldBe([EventTypes.IntakeBegun]);
        second.Effects!.Events.ShouldBeEmpty();
        second.Effects.Single<IntakeRow>().Status.ShouldBe(IntakeStatus.Begun);
    }

    [Fact]
    public void Save_WhenCompleteAndAPartIsEmptied_IsCompleteNoMore()
    {
        var emptied = PeopleSamples.FullProfile() with { Availability = [] };

        var command = new SaveIntake(new IntakeChange(), [], Person);
        IntakeRules
            .Save(Id, Complete([PairRole.Mentor]), command, emptied, Now)
            .State.Status.ShouldBe(IntakeStatus.Begun);
    }

    [Fact]
    public void Complete_WhenPartsAreMissing_NamesThem()
    {
        var begun = new IntakeState { Roles = [PairRole.Mentee], Status = IntakeStatus.Begun };

        var failure = IntakeRules.Complete(Id, begun, PeopleSamples.Profile(), Now).Failure;

        failure
            .ShouldNotBeNull()
            .All()
            .Select(one => one.Pointer)
            .ShouldBe([
                "/screening",
                "/skills_wanted",
                "/statements",
                "/intentions",
                "/communication_style",
                "/availability",
            ]);
        failure.Code.ShouldBe(FailureCodes.IntakeIncomplete);
    }

    [Fact]
    public void Complete_WhenTheRestWasImported_AsksForTheScreeningAlone()
    {
        var asked = IntakeRules.Ask(Id, new IntakeState(), AsMentor, Now).State;
        IntakeRules
            .Complete(Id, asked, PeopleSamples.FullProfile(), Now)
            .Failure!.All()
            .Select(one => one.Pointer)
            .ShouldBe(["/screening"]);

        var done = IntakeRules.Complete(
            Id,
            Complete([PairRole.Mentor]) with
            {
                Status = IntakeStatus.Begun,
            },
            PeopleSamples.FullProfile(),
            Now
        );

        (done.Value.State.Status, done.Value.State.NextMailAt).ShouldBe((IntakeStatus.Complete, null));
        done.Value.Effects!.EventTypes().ShouldBe([EventTypes.IntakeCompleted]);
    }

    [Theory]
    [InlineData("/screening/colour", "colour", 0)]
    [InlineData("/statements/colour", "", 3)]
    [InlineData("/statements/say_yes", "", 6)]
    public void Refusal_OfWhatIsNotAsked(string pointer, string question, int agreement)
    {
        var change =
            question.Length > 0
                ? new IntakeChange { Screening = Screening((question, ScreeningAnswer.Yes)) }
                : new IntakeChange { Statements = Statements((pointer.Split('/')[2], agreement)) };

        IntakeRules.Refusal(change)!.Pointer.ShouldBe(pointer);
    }

    [Theory]
    [InlineData(LearnerProfile.Activist)]
    [InlineData(LearnerProfile.Reflector)]
    [InlineData(LearnerProfile.Theorist)]
    [InlineData(LearnerProfile.Pragmatist)]
    public void Score_IsTheWayAgreedWithMost(LearnerProfile way) =>
        IntakeQuestions.Score(All(profile => profile == way ? 4 : 3)).ShouldBe(way);

    [Fact]
    public void Score_BetweenEqualSums_IsTheStrongestSingleAgreement()
    {
        var answers = All(profile => profile is LearnerProfile.Activist or LearnerProfile.Theorist ? 4 : 1)
            .SetItem("know_the_principle", 5)
            .SetItem("one_clear_picture", 3);

        IntakeQuestions.Score(answers).ShouldBe(LearnerProfile.Theorist);
    }

    [Fact]
    public void Score_WhenAllAreEqualOrOneIsMissing_IsNone()
    {
        IntakeQuestions.Score(All(_ => 3)).ShouldBeNull();
        IntakeQuestions.Score(All(_ => 3).SetItem("say_yes", 5).Remove("real_example")).ShouldBeNull();
    }

    [Fact]
    public void OfProfile_OnceAllStatementsAreAnswered_HasTheWayOfLearning()
    {
        var half = new IntakeState { Statements = All(_ => 2).Remove("say_yes") };

        var learned = IntakeRules.OfProfile(half, new IntakeChange { Statements = Statements(("say_yes", 5)) });
        var silent = IntakeRules.OfProfile(half, new IntakeChange { CommunicationStyle = "direct" });

        learned.LearnerProfile.Value.ShouldBe(LearnerProfile.Activist);
        silent.LearnerProfile.Given.ShouldBeFalse();
        silent.CommunicationStyle.Value.ShouldBe("direct");
    }

    [Fact]
    public void Choices_AreThoseOfTheMatching()
    {
        var affinities = IntentionAffinities.Default;
        IntakeQuestions.MentorIntentions.ShouldBe(
            affinities.Select(cell => cell.MentorIntention).Distinct(),
            ignoreOrder: true
        );
        IntakeQuestions.MenteeIntentions.ShouldBe(
            affinities.Select(cell => cell.MenteeIntention).Distinct(),
            ignoreOrder: true
        );
        IntakeQuestions.CommunicationStyles.ShouldBe([
            CommunicationStyles.Direct,
            CommunicationStyles.Expressive,
            CommunicationStyles.Supportive,
            CommunicationStyles.Analytical,
        ]);
        IntakeQuestions.Statements.CountBy(statement => statement.Profile).ShouldAllBe(way => way.Value == 3);
    }

    private static IntakeStep Save(IntakeState state, IntakeChange change) =>
        IntakeRules.Save(Id, state, new SaveIntake(change, [], Person), PeopleSamples.Profile(), Now);

    private static IntakeState Complete(System.Collections.Immutable.ImmutableArray<PairRole> roles) =>
        new()
        {
            Status = IntakeStatus.Complete,
            Roles = roles,
            BegunAt = Now,
            CompletedAt = Now,
            Screening = Screening(
                ("share", ScreeningAnswer.Yes),
                ("time", ScreeningAnswer.Yes),
                ("own_choice", ScreeningAnswer.No)
            ),
        };

    private static ImmutableSortedDictionary<string, ScreeningAnswer> Screening(
        params (string Code, ScreeningAnswer Answer)[] answers
    ) => answers.ToImmutableSortedDictionary(one => one.Code, one => one.Answer, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, int> Statements(params (string Code, int Agreement)[] answers) =>
        answers.ToImmutableSortedDictionary(one => one.Code, one => one.Agreement, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, int> All(Func<LearnerProfile, int> agreement) =>
        Statements([.. IntakeQuestions.Statements.Select(one => (one.Code, agreement(one.Profile)))]);
}
