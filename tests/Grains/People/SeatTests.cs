using Binome.Contracts.People;
using Binome.Grains.People;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.People.PeopleSamples;

namespace Binome.Grains.Tests.People;

public sealed class SeatTests
{
    private static readonly DateTimeOffset Expired = Start + Limits.ReservationKept + TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Reserve_WhenThePersonIsUnknown_IsRefused() =>
        ParticipantRules
            .Reserve(PersonId, new ParticipantState(), Mentor("pair_1"), Start)
            .Failure!.Code.ShouldBe(FailureCodes.NotFound);

    [Fact]
    public void Reserve_WhenTheSamePairAsksAgain_TakesOneSeat()
    {
        var state = Reserve(Reserve(Stored(), Mentor("pair_1")), Mentor("pair_1"));

        state.Seats.Length.ShouldBe(1);
    }

    [Fact]
    public void Reserve_WhenTheSeatIsConfirmed_ChangesNothing()
    {
        var confirmed = Confirm(Reserve(Stored(), Mentor("pair_1")), "pair_1");

        ParticipantRules.Reserve(PersonId, confirmed, Mentor("pair_1"), Day(1)).Value.Changed.ShouldBeFalse();
    }

    [Fact]
    public void Reserve_WhenCapacityIsReached_IsRefusedForThatRoleOnly()
    {
        var full = Enumerable.Range(0, 3).Aggregate(Stored(), (state, at) => Reserve(state, Mentor($"pair_{at}")));

        var refused = ParticipantRules.Reserve(PersonId, full, Mentor("pair_x"), Start).Failure!;

        (refused.Code, string.Join(',', refused.Arguments)).ShouldBe((FailureCodes.CapacityReached, $"{PersonId},3"));
        ParticipantRules
            .Reserve(PersonId, full, new ReserveSeat("pair_x", PairRole.Mentee), Start)
            .Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_WhenCapacityIsZero_IsRefused() =>
        ParticipantRules
            .Reserve(PersonId, Stored(Profile() with { MentorCapacity = 0 }), Mentor("pair_1"), Start)
            .Failure!.Code.ShouldBe(FailureCodes.CapacityReached);

    [Fact]
    public void Reserve_WhenAHeldSeatHasExpired_GivesItToAnother()
    {
        var one = Reserve(Stored(Profile() with { MentorCapacity = 1 }), Mentor("pair_1"));

        ParticipantRules
            .Reserve(PersonId, one, Mentor("pair_2"), Start + Limits.ReservationKept)
            .Succeeded.ShouldBeFalse();
        var later = ParticipantRules.Reserve(PersonId, one, Mentor("pair_2"), Expired).Value.State;

        later.Seats.Select(seat => seat.PairId).ShouldBe(["pair_2"]);
    }

    [Fact]
    public void Confirm_WhenTheSeatWasHeld_NeverExpires()
    {
        var one = Stored(Profile() with { MentorCapacity = 1 });
        var confirmed = Confirm(Reserve(one, Mentor("pair_1")), "pair_1");

        ParticipantRules.Reserve(PersonId, confirmed, Mentor("pair_2"), Expired).Failure.ShouldNotBeNull();
        ParticipantRules.Row(PersonId, confirmed, Expired).SeatsAsMentor.ShouldBe(1);
    }

    [Fact]
    public void Confirm_WhenRepeatedOrUnknown_ChangesNothing()
    {
        var confirmed = Confirm(Reserve(Stored(), Mentor("pair_1")), "pair_1");

        ParticipantRules.Confirm(PersonId, confirmed, "pair_1", Start).Changed.ShouldBeFalse();
        ParticipantRules.Confirm(PersonId, confirmed, "pair_2", Start).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Release_WhenTheSeatIsTaken_FreesItOnce()
    {
        var taken = Confirm(Reserve(Stored(), Mentor("pair_1")), "pair_1");

        var released = ParticipantRules.Release(PersonId, taken, "pair_1", Start);

        released.Effects.Single<ParticipantRow>().SeatsAsMentor.ShouldBe(0);
        ParticipantRules.Release(PersonId, released.State, "pair_1", Start).Changed.ShouldBeFalse();
    }

    [Fact]
    public void Row_WhenSeatsAreTaken_CountsThemByRole()
    {
        var state = Reserve(Stored(), Mentor("pair_1"));
        state = Reserve(state, Mentor("pair_2"));
        state = Reserve(state, new ReserveSeat("pair_3", PairRole.Mentee));

        var row = ParticipantRules.Row(PersonId, state, Start);

        (row.SeatsAsMentor, row.SeatsAsMentee).ShouldBe((2, 1));
    }

    private static ReserveSeat Mentor(string pairId) => new(pairId, PairRole.Mentor);

    private static ParticipantState Reserve(ParticipantState state, ReserveSeat command) =>
        ParticipantRules.Reserve(PersonId, state, command, Start).Value.State;

    private static ParticipantState Confirm(ParticipantState state, string pairId) =>
        ParticipantRules.Confirm(PersonId, state, pairId, Start).State;
}
