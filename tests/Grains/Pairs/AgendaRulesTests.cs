using Binome.Contracts.Pairs;
using Binome.Grains.Pairs;

namespace Binome.Grains.Tests.Pairs;

/// <summary>Who may do what with an agenda and with objectives.</summary>
public sealed class AgendaRulesTests
{
    private const AgendaItemStatus Suggested = AgendaItemStatus.Suggested;
    private const AgendaItemStatus Open = AgendaItemStatus.Open;
    private const AgendaItemStatus Done = AgendaItemStatus.Done;
    private const AgendaItemStatus Dropped = AgendaItemStatus.Dropped;

    private static readonly PairRow Pair = PairRules.Row(PairSamples.PairId, PairSamples.Opened());

    [Theory]
    [InlineData(PairSamples.Mentee, Open)]
    [InlineData(PairSamples.Mentor, Suggested)]
    public void Added_ByOneSide_IsOpenForTheMenteeAndASuggestionOfTheMentor(string side, AgendaItemStatus expected) =>
        With(side).Items.Single().Status.ShouldBe(expected);

    [Fact]
    public void Add_OfALearningWant_IsTheMenteesAlone()
    {
        Refused(PairSamples.Mentor, AgendaItemKind.Want).ShouldBe(FailureCodes.AgendaMentees);
        Refused(PairSamples.Mentee, AgendaItemKind.Want).ShouldBeNull();
    }

    [Theory]
    [InlineData(PairSamples.Mentor, Limits.SuggestionsPerPairMax)]
    [InlineData(PairSamples.Mentee, Limits.AgendaItemsPerPairMax)]
    public void Add_BeyondTheLimit_IsRefused(string side, int limit)
    {
        var state = new AgendaState();
        for (var at = 0; at < limit; at++)
            state = With(side, state, $"agi_{at}");
        AgendaRules.Refusal(Pair, state, Command(side))!.Code.ShouldBe(FailureCodes.AgendaTooMany);
    }

    [Theory]
    [InlineData(PairSamples.Mentee, Suggested, Open, null)]
    [InlineData(PairSamples.Mentee, Suggested, Dropped, null)]
    [InlineData(PairSamples.Mentee, Suggested, Done, FailureCodes.AgendaState)]
    [InlineData(PairSamples.Mentee, Open, Done, null)]
    [InlineData(PairSamples.Mentee, Open, Suggested, FailureCodes.AgendaState)]
    [InlineData(PairSamples.Mentor, Suggested, Dropped, null)]
    [InlineData(PairSamples.Mentor, Suggested, Open, FailureCodes.AgendaMentees)]
    [InlineData(PairSamples.Mentor, Open, Done, FailureCodes.AgendaMentees)]
    [InlineData(PairSamples.Mentor, Open, Dropped, FailureCodes.AgendaMentees)]
    public void Change_ByOneSide_KeepsTheAgendaTheMentees(
        string side,
        AgendaItemStatus from,
        AgendaItemStatus to,
        string? code
    )
    {
        var state = With(from == Open ? PairSamples.Mentee : PairSamples.Mentor);
        Change(state, side, to).Failure?.Code.ShouldBe(code);
        Change(state, side, to).Succeeded.ShouldBe(code is null);
    }

    [Fact]
    public void Change_WhenDropped_KeepsNoWords() =>
        Change(With(PairSamples.Mentee), PairSamples.Mentee, Dropped).Value.Items.Single().SealedText.ShouldBeNull();

    [Fact]
    public void Refusal_OfSomebodyElseOrOfAnEndedPair_IsSaid()
    {
        var actor = PairSamples.CompanyActor;
        Code(AgendaRules.Refusal(Pair, Pair.Id, "ptc_other", actor)).ShouldBe(FailureCodes.NotFound);
        var ended = Pair with { Phase = PairPhase.Closed };
        Code(AgendaRules.Refusal(ended, Pair.Id, PairSamples.Mentee, actor)).ShouldBe(FailureCodes.PairEnded);
        var key = actor with { Member = null };
        Code(AgendaRules.Refusal(Pair, Pair.Id, PairSamples.Mentee, key)).ShouldBe(FailureCodes.PersonRequired);
        var asked = Pair with { Phase = PairPhase.AwaitingAcceptance };
        Code(AgendaRules.Refusal(asked, Pair.Id, PairSamples.Mentee, actor)).ShouldBe(FailureCodes.PairPhase);
    }

    [Fact]
    public void Objective_WhenValidated_SaysByWhom_AndNoLongerWhenItIsOpenedAgain()
    {
        var set = ObjectiveRules.Add(Pair, new AgendaState(), Objective("Speak first."), Moments.Start).Value;

        var reached = Changed(set, ObjectiveStatus.Reached);
        (reached.Objective.ValidatedBy, reached.Objective.ValidatedAt).ShouldBe((PairSamples.Mentor, Moments.Start));
        var reopened = Changed(reached, ObjectiveStatus.Open).Objective;
        (reopened.ValidatedBy, reopened.ValidatedAt).ShouldBe((null, null));
        Changed(reached, ObjectiveStatus.Dropped).State.Objectives.ShouldBeEmpty();
    }

    [Fact]
    public void Objective_WhenReached_IsNotReworded()
    {
        var set = ObjectiveRules.Add(Pair, new AgendaState(), Objective("Speak first."), Moments.Start).Value;
        var reached = Changed(set, ObjectiveStatus.Reached);
        var reword = new ChangeObjective("obj_1", PairSamples.Mentee, null, "Other", null, PairSamples.CompanyActor);
        ObjectiveRules
            .Change(Pair, reached.State, reached.Objective, reword, Moments.Start)
            .Failure!.Code.ShouldBe(FailureCodes.ObjectiveState);
    }

    [Theory]
    [InlineData("", "Two talks.", "/text")]
    [InlineData("Speak first.", " ", "/criterion")]
    public void Objective_WithoutWords_IsRefusedWhereTheyMiss(string text, string criterion, string pointer) =>
        ObjectiveRules
            .Add(Pair, new AgendaState(), Objective(text) with { Criterion = criterion }, Moments.Start)
            .Failure!.Pointer.ShouldBe(pointer);

    private static string? Code(Failure? failure) => failure?.Code;

    private static string? Refused(string side, AgendaItemKind kind) =>
        Code(AgendaRules.Refusal(Pair, new AgendaState(), Command(side) with { Kind = kind }));

    private static AgendaState With(string side, AgendaState? state = null, string id = "agi_1") =>
        AgendaRules
            .Added(Pair, state ?? new AgendaState(), Command(side) with { ItemIds = [id] }, ["sealed"], Moments.Start)
            .State;

    private static Outcome<AgendaChange> Change(AgendaState state, string side, AgendaItemStatus to) =>
        AgendaRules.Change(
            Pair,
            state,
            state.Items.Single(),
            new ChangeAgendaItem("agi_1", side, to, PairSamples.CompanyActor),
            Moments.Start
        );

    private static AddAgendaItems Command(string side) =>
        new(["agi_1"], side, AgendaItemKind.Point, ["What I tried."], PairSamples.CompanyActor);

    private static AddObjective Objective(string text) =>
        new("obj_1", PairSamples.Mentee, text, "Two talks.", PairSamples.CompanyActor);

    private static ObjectiveChange Changed(ObjectiveChange before, ObjectiveStatus to) =>
        ObjectiveRules
            .Change(
                Pair,
                before.State,
                before.Objective,
                new ChangeObjective("obj_1", PairSamples.Mentor, to, null, null, PairSamples.CompanyActor),
                Moments.Start
            )
            .Value;
}
