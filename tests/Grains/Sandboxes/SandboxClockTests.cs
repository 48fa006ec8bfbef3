using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sandboxes;
using Binome.Grains.Tests.Company;
using Binome.Grains.Tests.Mail;
using Binome.Grains.Tests.Pairs;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>The clock of a sandbox: it stands still, moves forwards, and runs what falls due in order, whatever happens meanwhile.</summary>
public sealed class SandboxClockTests
{
    private static readonly DateTimeOffset FirstDue = Moments.At("2026-01-12T08:00Z");

    [Fact]
    public async Task Clock_WhenTheMachinesGoesOn_StandsStill()
    {
        await using var world = await SandboxWorld.Open();
        await Opened(world);

        world.Company.Clock.Advance(TimeSpan.FromDays(30));
        await world.Company.Sweep();

        world.Now.ShouldBe(Moments.Start);
        (await Types(world)).ShouldNotContain(EventTypes.SessionDue);
        (await world.Company.Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task Advance_WhenMuchFallsDue_RunsItInOrderWithTimeStandingAtEach()
    {
        await using var world = await SandboxWorld.Open();
        await Opened(world, "pair_b", FirstDue.AddDays(-7));
        await Opened(world, "pair_a", FirstDue.AddDays(-7));
        await Opened(world, "pair_c", FirstDue.AddDays(-5));

        var row = await world.To(Moments.At("2026-01-31T12:00Z"));

        (row.Now, row.Status).ShouldBe((Moments.At("2026-01-31T12:00Z"), SandboxStatus.Ready));
        var due = (await world.Events()).Where(one => one.Type is EventTypes.SessionDue or EventTypes.SessionOverdue);
        due.Select(one => (one.Resource, one.CreatedAt.Day))
            .ShouldBe([("pair_a", 12), ("pair_b", 12), ("pair_c", 14), ("pair_a", 19), ("pair_b", 19), ("pair_c", 21)]);
        row.WakeUpsRun.ShouldBe(6);
    }

    [Fact]
    public async Task Advance_WhenTheCommandComesAgain_MovesTheClockOnce()
    {
        await using var world = await SandboxWorld.Open();
        var day = new AdvanceClock("req_a", null, TimeSpan.FromDays(1));

        var first = await world.Grains.Sandbox().Advance(day);
        var again = await world.Grains.Sandbox().Advance(day);

        (first.Value.Now, again.Value.Now).ShouldBe((Moments.Day(1), Moments.Day(1)));
    }

    [Theory]
    [InlineData(-1, FailureCodes.SandboxClockBackwards)]
    [InlineData(SandboxLimits.AdvanceDaysMax + 1, FailureCodes.SandboxClockTooFar)]
    public async Task Advance_WhenItIsBackwardsOrTooFar_IsRefused(int days, string code)
    {
        await using var world = await SandboxWorld.Open();

        var moved = await world.Grains.Sandbox().Advance(new AdvanceClock("req_a", Moments.Day(days), null));

        moved.Failure!.Code.ShouldBe(code);
        world.Now.ShouldBe(Moments.Start);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public async Task Advance_WhenTheProcessDiesInTheMiddle_GoesOnAndDoesNothingTwice(int commits)
    {
        var world = await SandboxWorld.Open();
        for (var at = 0; at < 6; at++)
            await Opened(world, $"pair_{at}", Moments.Start);
        world.Company.Ledger.DieAfter(commits);
        await Should.ThrowAsync<Exception>(() => world.To(Moments.Day(30)));
        world.Company.Ledger.Died.ShouldBeTrue();
        await world.Pause();
        await world.Company.Stop();

        await using (world.Company)
        await using (var again = await SandboxWorld.Open(await StartAgain(world.Company)))
        {
            // Until the commit that said so there was no advance.
            if ((await again.Row()).Status == SandboxStatus.Ready)
                await again.To(Moments.Day(30));
            await again.Ready();

            again.Now.ShouldBe(Moments.Day(30));
            var events = await again.Events();
            foreach (var type in (string[])[EventTypes.SessionDue, EventTypes.SessionOverdue])
                events
                    .Where(one => one.Type == type)
                    .Select(one => one.Resource)
                    .Order()
                    .ShouldBe(Enumerable.Range(0, 6).Select(at => $"pair_{at}"));
            events.Zip(events.Skip(1)).ShouldAllBe(two => two.First.CreatedAt <= two.Second.CreatedAt);
        }
    }

    [Fact]
    public async Task Advance_WhenAWakeUpKeepsFailing_PutsItAsideAndGoesOn()
    {
        await using var world = await SandboxWorld.Open();
        await Opened(world, "pair_bad", Moments.Start);
        await Opened(world, "pair_good", Moments.Start);
        world.Company.Ledger.BeforeWrite = (kind, effects) =>
            kind == GrainKinds.Pair && effects?.Events.Any(one => one.Resource == "pair_bad") == true
                ? throw new Orleans.Storage.InconsistentStateException("It never works.")
                : Task.CompletedTask;

        var row = await world.To(Moments.Day(30));

        (row.Status, row.WakeUpsFailed).ShouldBe((SandboxStatus.Ready, 1));
        (await world.Events()).Count(one => one.Type == EventTypes.SessionDue).ShouldBe(1);
    }

    [Fact]
    public async Task Queue_InASandbox_KeepsTheMailAndSendsNothing()
    {
        await using var world = await SandboxWorld.Open();

        (await world.Grains.Mail("mail_1").Queue(MailSamples.Invitation)).Succeeded.ShouldBeTrue();

        var (row, mail) = (await world.Mails()).ShouldHaveSingleItem();
        (row.QueuedAt, mail.To).ShouldBe((Moments.Start, MailSamples.Invitation.To));
        world.Company.Mail.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_WhenTheClockStands_EndsAndIsResumedByTheMachinesClock()
    {
        var world = await SandboxWorld.Open();
        var lines = CompanyRows.Of(700, 10);
        await world.Upload(lines);
        world.Company.Ledger.BeforeWrite = (kind, effects) =>
            kind == GrainKinds.Import && effects?.Writes.Count > 0
                ? throw new InvalidOperationException("The first process never writes a chunk.")
                : Task.CompletedTask;
        await world.Grains.Import("imp_1").Start(new(ImportColumns.All, lines.Length, 2, CompanyPath.Operator));
        await world.Pause();
        await world.Company.Stop();

        await using (world.Company)
        await using (var again = await SandboxWorld.Open(await StartAgain(world.Company)))
        {
            again.Company.Clock.Advance(Limits.JobHeartbeat);
            var ended = await Eventually(
                () => again.Get<IImportRows>().Find(SandboxWorld.Tenant, "imp_1"),
                found => found is { Row.Status: JobStatus.Completed or JobStatus.Failed }
            );

            (ended!.Row.Status, ended.Row.Created).ShouldBe((JobStatus.Completed, lines.Length));
            again.Now.ShouldBe(Moments.Start);
        }
    }

    [Fact]
    public async Task Reset_DeletesTheSandboxAndNothingOfTheLiveTenant()
    {
        await using var world = await SandboxWorld.Open();
        (await world.Company.Grains.Tenant().Create(new("Acme"))).Succeeded.ShouldBeTrue();
        (await world.Company.Grains.Pair("pair_live").Open(PairSamples.Command())).Succeeded.ShouldBeTrue();
        await Opened(world, "pair_a", Moments.Start);
        await world.To(Moments.Day(40));
        var live = await world.Company.EventCounts();

        var reset = new ResetSandbox("req_r", world.Get<TenantClock>().Machine(), Moments.Day(-100), "Acme");
        (await world.Grains.Sandbox().Reset(reset)).Failure.ShouldBeNull();
        var row = await world.Ready();

        (row.Generation, row.Now, world.Now).ShouldBe((2, Moments.Day(-100), Moments.Day(-100)));
        (await world.Get<IPairRows>().Find(SandboxWorld.Tenant, "pair_a")).ShouldBeNull();
        (await world.Mails()).ShouldBeEmpty();
        var events = await world.Events();
        events.Select(one => one.Type).ShouldBe([EventTypes.TenantCreated, EventTypes.SandboxReset]);
        events.ShouldAllBe(one => one.CreatedAt == Moments.Day(-100));
        (await world.Get<IPairRows>().Find(CompanyHost.Tenant, "pair_live")).ShouldNotBeNull();
        (await world.Company.EventCounts()).ShouldBe(live);

        await Opened(world, "pair_b", Moments.Day(-100));
        await world.To(Moments.Day(-60));
        (await Types(world)).Count(type => type == EventTypes.SessionDue).ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Reset_WhenTheProcessDiesInTheMiddle_GoesOn(int commits)
    {
        var world = await SandboxWorld.Open();
        await Opened(world, "pair_a", Moments.Start);
        await world.To(Moments.Day(20));
        world.Company.Ledger.DieAfter(commits);
        var reset = new ResetSandbox("req_r", world.Get<TenantClock>().Machine(), null, "Acme");
        await Should.ThrowAsync<Exception>(() => world.Grains.Sandbox().Reset(reset));
        await world.Pause();
        await world.Company.Stop();

        await using (world.Company)
        await using (var again = await SandboxWorld.Open(await StartAgain(world.Company)))
        {
            var row = await again.Ready();

            row.Generation.ShouldBe(2);
            (await again.Get<IPairRows>().Find(SandboxWorld.Tenant, "pair_a")).ShouldBeNull();
            (await Types(again))[0].ShouldBe(EventTypes.TenantCreated);
        }
    }

    private static async Task Opened(SandboxWorld world, string id = "pair_1", DateTimeOffset? startsAt = null)
    {
        var command = PairSamples.Command() with
        {
            StartsAt = startsAt ?? Moments.Start,
            MentorId = $"ptc_mentor_{id}",
            MenteeId = $"ptc_mentee_{id}",
        };
        (await world.Grains.Pair(id).Open(command)).Failure.ShouldBeNull();
    }

    private static async Task<List<string>> Types(SandboxWorld world) =>
        [.. (await world.Events()).Select(one => one.Type)];
}
