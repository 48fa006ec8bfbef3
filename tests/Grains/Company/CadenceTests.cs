using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using static Binome.Grains.Tests.Pairs.PairSamples;

namespace Binome.Grains.Tests.Company;

public sealed class CadenceTests
{
    [Fact]
    public async Task Sweep_WhenTicksWereMissedWhileDown_FiresEachOnce()
    {
        await using var company = await PublicationTests.Matched(5, 5);
        await company.AcceptAll();
        await company.Publish();
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        // The programme starts in March; by June every first window has opened and run out.
        again.Clock.SetUtcNow(Moments.At("2026-06-01T00:00Z"));
        // Two ticks a pair, the look at the pairs' rules that the import asked for, and one for those who were enrolled.
        (await again.Sweep()).ShouldBe(12);
        (await again.Sweep()).ShouldBe(0);

        var events = await again.EventCounts();
        (events[EventTypes.SessionDue], events[EventTypes.SessionOverdue]).ShouldBe((5, 5));
        (await again.Pairs()).ShouldAllBe(pair => pair.Overdue && pair.SessionsDue == 1);
    }

    [Fact]
    public async Task Sweep_WhenTheInstantHasNotCome_CallsNobody()
    {
        await using var company = await Opened();

        company.Clock.SetUtcNow(Moments.At("2026-01-12T07:59:59.999Z"));
        (await company.Sweep()).ShouldBe(0);
        company.Clock.SetUtcNow(Moments.At("2026-01-12T08:00Z"));
        (await company.Sweep()).ShouldBe(1);
    }

    [Fact]
    public async Task WakeUp_WhenCalledTwiceForOneInstant_HasItsEffectOnce()
    {
        await using var company = await Opened();
        company.Clock.SetUtcNow(Moments.At("2026-01-12T08:00Z"));

        for (var call = 0; call < 3; call++)
            await company.Grains.Pair(PairId).WakeUp("session_cadence", Moments.At("2026-01-12T08:00Z"));

        (await company.EventCounts())[EventTypes.SessionDue].ShouldBe(1);
        (await company.Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task WakeUp_WhenItIsNotTheOneThatIsArmed_HasNoEffect()
    {
        await using var company = await Opened();
        company.Clock.SetUtcNow(Moments.At("2026-06-01T00:00Z"));

        await company.Grains.Pair(PairId).WakeUp("session_cadence", Moments.At("2026-01-13T08:00Z"));

        (await company.EventCounts()).ShouldNotContainKey(EventTypes.SessionDue);
        await company.Sweep();
        (await company.EventCounts())[EventTypes.SessionDue].ShouldBe(1);
    }

    [Fact]
    public async Task AddSession_WhenHeld_MovesTheInstantAtWhichTheNextFallsDue()
    {
        await using var company = await Opened();
        await company.Grains.Pair(PairId).AddSession(Held(Moments.Start));

        company.Clock.SetUtcNow(Moments.At("2026-01-20T00:00Z"));
        await company.Sweep();
        (await company.Pairs()).Single().NextDueAt.ShouldBe(Moments.At("2026-01-26T08:00Z"));
        (await company.EventCounts()).ShouldNotContainKey(EventTypes.SessionDue);
        company.Clock.SetUtcNow(Moments.At("2026-01-26T08:00Z"));
        await company.Sweep();
        (await company.EventCounts())[EventTypes.SessionDue].ShouldBe(1);
    }

    [Fact]
    public async Task ResetCadence_TakesWhatTheProgrammeHasNow_Once()
    {
        await using var company = await PublicationTests.Matched(1, 1);
        await company.AcceptAll();
        await company.Publish();
        var before = (await company.Pairs()).Single();
        var pair = company.Grains.Pair(before.Id);
        var own = new ChangeCadence(new Cadence(60, 70, 50, 55), Rhythm.Default, CompanyPath.Operator);
        (await pair.ResetCadence(CompanyPath.Operator)).Value.Pair.ShouldBe(before);
        (await pair.ChangeCadence(own)).Value.Pair.OwnRhythm!.Cadence.ShouldBe(own.Cadence);
        (await pair.ChangeCadence(own)).Succeeded.ShouldBeTrue();
        var programme = company.Grains.Programme(CompanyPath.ProgrammeId);
        var faster = new ProgrammeChange { Cadence = new Cadence(10, 20, 5, 9) };
        (await programme.Change(faster, ifVersion: null, CompanyPath.Operator)).Failure.ShouldBeNull();
        company.Clock.Advance(TimeSpan.FromMinutes(1));

        var reset = (await pair.ResetCadence(CompanyPath.Operator)).Value;
        var again = (await pair.ResetCadence(CompanyPath.Operator)).Value;

        again.ShouldBe(reset);
        reset.Pair.OwnRhythm.ShouldBeNull();
        // Two days earlier than the pair was published with.
        (before.NextDueAt!.Value.Date - reset.Pair.NextDueAt!.Value.Date).Days.ShouldBe(2);
        (await Steps(company, before.Id)).ShouldBe([PairStep.ResetRhythm, PairStep.ChangeRhythm]);
        (await company.EventCounts())[EventTypes.PairCadenceChanged].ShouldBe(2);

        company.Clock.SetUtcNow(reset.Pair.NextDueAt.Value);
        while (await company.Sweep() > 0) { }
        (await company.EventCounts())[EventTypes.SessionDue].ShouldBe(1);
    }

    [Fact]
    public async Task AddSession_WhenTheRequestIsRepeated_AddsOneSession()
    {
        await using var company = await Opened();

        var first = await company.Grains.Pair(PairId).AddSession(Held(Moments.Start));
        var again = await company.Grains.Pair(PairId).AddSession(Held(Moments.Start));

        again.ShouldBe(first);
        (await company.Pairs()).Single().SessionsHeld.ShouldBe(1);
    }

    [Fact]
    public async Task ChangeSession_WhenTheRequestIsRepeated_AnswersTheSame()
    {
        await using var company = await Opened();
        await company.Grains.Pair(PairId).AddSession(Planned(Moments.Start));

        var first = await company.Grains.Pair(PairId).ChangeSession(To(SessionStatus.Held));
        var again = await company.Grains.Pair(PairId).ChangeSession(To(SessionStatus.Held));
        var other = await company.Grains.Pair(PairId).ChangeSession(To(SessionStatus.Cancelled));

        again.ShouldBe(first);
        other.Failure!.Code.ShouldBe(FailureCodes.SessionState);
        (await company.Pairs()).Single().SessionsHeld.ShouldBe(1);
    }

    [Fact]
    public async Task ChangeSession_AgainstAVersionThatWasRead_IsRefusedOnceItMoved_AndARepeatedOneIsNot()
    {
        await using var company = await Opened();
        var read = (await company.Grains.Pair(PairId).AddSession(Planned(Moments.Day(3)))).Value.Version;
        var later = new ChangeSession("ses_1", null, Moments.Day(4), null, null, IfVersion: read);

        // Both were sent against what was read: one turn after the other, so only one of them can be first.
        var both = await Task.WhenAll(
            company.Grains.Pair(PairId).ChangeSession(later),
            company.Grains.Pair(PairId).ChangeSession(later with { StartsAt = Moments.Day(5) })
        );
        both.Count(answer => answer.Succeeded).ShouldBe(1);
        both.Single(answer => !answer.Succeeded).Failure!.Code.ShouldBe(FailureCodes.VersionMismatch);

        var first = both.Single(answer => answer.Succeeded).Value;
        (
            await company.Grains.Pair(PairId).ChangeSession(later with { StartsAt = first.Session.StartsAt })
        ).Value.Session.ShouldBe(first.Session);
    }

    [Fact]
    public async Task ChangeSession_WhenItNeverWas_IsUnknown()
    {
        await using var company = await Opened();

        (await company.Grains.Pair(PairId).ChangeSession(To(SessionStatus.Held, "ses_9"))).Failure!.Code.ShouldBe(
            FailureCodes.SessionUnknown
        );
    }

    [Fact]
    public async Task Open_WhenTheTwoAreAPairAlready_IsRefused()
    {
        await using var company = await Opened();

        (await company.Grains.Pair("pair_2").Open(Command())).Failure!.Code.ShouldBe(FailureCodes.PairExists);
        (await company.Pairs()).Length.ShouldBe(1);
    }

    private static async Task<ImmutableArray<PairStep>> Steps(CompanyHost company, string pair)
    {
        var page = new PageOf(Limits.PageMax, After: null);
        var steps = await company.Get<IPairRows>().Steps(CompanyHost.Tenant, pair, page);
        return [.. steps.Items.Select(item => item.Row.Step).Where(step => step >= PairStep.ChangeRhythm)];
    }

    private static async Task<CompanyHost> Opened()
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Pair(PairId).Open(Command())).Value.Phase.ShouldBe(PairPhase.Active);
        return company;
    }
}
