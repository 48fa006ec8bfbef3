using System.Collections.Concurrent;
using Binome.Contracts.Integrations;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Grains.Integrations;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Integrations;

public sealed class WebhookEndpointGrainTests
{
    private const string Updated = EventTypes.ProgrammeUpdated;

    [Fact]
    public async Task Events_AreDelivered_OnceEach_InTheOrderOfTheLog_AndSigned()
    {
        await using var company = await CompanyHost.Start();
        var secret = await company.Subscribe(Updated);
        await company.Happen("prg_1", "prg_1", "prg_1");

        await company.Arrived(3);
        await company.Progress(progress => progress.Waiting == 0);

        var expected = (await company.Log()).Where(one => one.Type == Updated).ToList();
        company.Arrived().ShouldBe(expected.Select(one => one.Id));
        var letter = company.Courier.Letters.First();
        letter.Keys.ShouldHaveSingleItem().ShouldBe(WebhookSignature.KeyOf(secret));
        letter.Body.ShouldBe(EventBody.Of(letter.Tenant, expected[0]));
        (await company.Attempts()).ShouldAllBe(attempt => attempt.Succeeded && attempt.Attempt == 1);
    }

    [Fact]
    public async Task Event_ThatFails_HoldsBackItsResource_AndNobodyElse()
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe(Updated);
        var refused = new ConcurrentDictionary<string, bool>();
        company.Courier.Answer = (letter, _) =>
            Task.FromResult(
                letter.Body.AsSpan().IndexOf("prg_1"u8) >= 0 && refused.TryAdd("prg_1", true)
                    ? FakeCourier.Status(500)
                    : FakeCourier.Accepted
            );
        await company.Happen("prg_1", "prg_1", "prg_2");

        await company.Arrived(2);
        // The one that was accepted may be stored first, and leaves the others to be looked after in case they are lost.
        var retried = company.Clock.GetUtcNow() + TimeSpan.FromSeconds(6);
        var waiting = await company.Progress(progress => progress.Waiting == 2 && progress.DueAt <= retried);
        var log = (await company.Log()).Where(one => one.Type == Updated).ToList();
        company.Arrived().ShouldBe([log[0].Id, log[2].Id], ignoreOrder: true);

        company.Clock.Advance(TimeSpan.FromSeconds(6));
        await company.Sweep();
        await company.Progress(progress => progress.Waiting == 0);

        company.Arrived().Where(id => id != log[2].Id).ShouldBe([log[0].Id, log[0].Id, log[1].Id]);
        waiting.Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Event_OfAResource_GoesOnlyAfterTheOneBeforeIsCommitted()
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe(Updated);
        var arrivedAtCommit = new ConcurrentQueue<int>();
        company.Ledger.BeforeWrite = (kind, effects) =>
        {
            if (kind == GrainKinds.WebhookEndpoint && effects?.Rows.OfType<WebhookAttemptRow>().Any() == true)
                arrivedAtCommit.Enqueue(company.Arrived().Count);
            return Task.CompletedTask;
        };
        await company.Happen("prg_1", "prg_1", "prg_1");
        await company.Arrived(3);
        await company.Progress(progress => progress.Waiting == 0);

        arrivedAtCommit.ShouldBe([1, 2, 3]);
    }

    /// <param name="stored">How many of the two were accepted before; of the other nothing is stored, though its request went out.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Delivery_WhenTheProcessDies_GoesOnWithTheSameIds(int stored)
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe(Updated);
        var answers = new ConcurrentQueue<TaskCompletionSource<WebhookAnswer>>();
        company.Courier.Answer = (_, _) =>
        {
            var answer = new TaskCompletionSource<WebhookAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            answers.Enqueue(answer);
            return answer.Task;
        };
        await company.Happen("prg_1", "prg_2");
        await CompanyHost.Eventually(() => Task.FromResult(answers.Count), count => count == 2);
        foreach (var answer in answers.Take(stored))
            answer.SetResult(FakeCourier.Accepted);
        if (stored > 0)
            await company.Progress(progress => progress is { Cursor: > 0, Waiting: 1 });
        company.Ledger.DieAfter(0);
        foreach (var answer in answers.Skip(stored))
            answer.SetResult(FakeCourier.Accepted);
        await company.Stop();

        await using var again = await CompanyHost.StartAgain(company);
        again.Clock.Advance(WebhookLimits.TakenUpAfter);
        foreach (var (tenant, id) in await again.Get<IWebhookIndex>().Behind(again.Clock.GetUtcNow(), 10))
            await again.GrainsOf(tenant).WebhookEndpoint(id).Nudge(keeps: true);
        await again.Progress(progress => progress.Waiting == 0 && progress.Cursor > 0);

        var expected = (await again.Log()).Where(one => one.Type == Updated).Select(one => one.Id).ToList();
        company.Arrived().Concat(again.Arrived()).Distinct().ShouldBe(expected, ignoreOrder: true);
        again.Arrived().Count.ShouldBe(2 - stored);
    }

    [Fact]
    public async Task Endpoint_ThatIsGone_IsSwitchedOff_AndTheOwnersAreTold()
    {
        await using var company = await CompanyHost.Start();
        await company.Grains.Tenant().Create(new("Acme"));
        await Owner(company, "ada@acme.example");
        await company.Subscribe(Updated);
        company.Courier.Answer = (_, _) => Task.FromResult(FakeCourier.Status(410));
        await company.Happen("prg_1");

        await company.Progress(progress => !progress.Enabled);
        await company.Sweep();
        await CompanyHost.Eventually(() => Task.FromResult(company.Mail.Attempts.Count), count => count > 0);

        var letter = company.Mail.Attempts.ShouldHaveSingleItem();
        (letter.Mail.Template, letter.Mail.To).ShouldBe((MailTemplates.WebhookGone, "ada@acme.example"));
        await company.Happen("prg_1");
        company.Arrived().Count.ShouldBe(1);

        company.Courier.Answer = (_, _) => Task.FromResult(FakeCourier.Accepted);
        (await company.Endpoint().Enable()).Succeeded.ShouldBeTrue();
        await company.Progress(progress => progress is { Enabled: true, Waiting: 0 });
        // What it was sent before it was gone, then all that happened since.
        var log = (await company.Log()).Where(one => one.Type == Updated).Select(one => one.Id).ToList();
        company.Arrived().ShouldBe([log[0], log[0], log[1]]);
    }

    [Fact]
    public async Task Replay_OfARange_SendsItAgain_InOrder()
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe(Updated);
        await company.Happen("prg_1", "prg_1");
        await company.Arrived(2);
        await company.Progress(progress => progress.Waiting == 0);

        var head = await company.Get<IEventFeed>().Head(CompanyHost.Tenant);
        (await company.Endpoint().Replay(new ReplayEvents(1, head, FailedOnly: false))).Succeeded.ShouldBeTrue();
        await company.Arrived(4);

        company.Arrived().Skip(2).ShouldBe(company.Arrived().Take(2));
    }

    [Fact]
    public async Task Ping_IsDelivered_WhateverTheFilter()
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe("pair.*");
        (await company.Endpoint().Ping()).Succeeded.ShouldBeTrue();

        await company.Arrived(1);
        var attempts = await CompanyHost.Eventually(() => company.Attempts(), found => found.Length == 1);
        attempts[0].EventType.ShouldBe(EventTypes.WebhookPing);
    }

    [Fact]
    public async Task Endpoints_HaveABound_AndDeletingOneMakesRoom()
    {
        await using var company = await CompanyHost.Start();
        var command = new CreateWebhookEndpoint("https://hooks.example/a", [], null, null);
        for (var number = 0; number < WebhookLimits.EndpointsPerTenantMax; number++)
            (await company.Grains.WebhookEndpoint($"whe_{number}").Create(command)).Succeeded.ShouldBeTrue();

        (await company.Grains.WebhookEndpoint("whe_more").Create(command)).Failure!.Code.ShouldBe(
            FailureCodes.WebhookTooMany
        );
        (await company.Grains.WebhookEndpoint("whe_3").Delete()).Succeeded.ShouldBeTrue();
        (await company.Grains.WebhookEndpoint("whe_more").Create(command)).Succeeded.ShouldBeTrue();
        var stored = await company
            .Get<ILedgerStates>()
            .Many<WebhookEndpointState>(CompanyHost.Tenant, GrainKinds.WebhookEndpoint, ["whe_3"]);
        stored.ShouldHaveSingleItem().State.Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Receiver_ThatHangs_IsTriedOneAtATime()
    {
        await using var company = await CompanyHost.Start();
        await company.Subscribe(Updated);
        var running = 0;
        var most = 0;
        var isWatched = false;
        company.Courier.Answer = async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            if (Volatile.Read(ref isWatched))
                most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return new WebhookAnswer(null, WebhookErrors.TimedOut, TimeSpan.Zero, null, null);
        };
        var programmes = Enumerable.Range(0, 20).Select(number => $"prg_{number}").ToArray();
        await company.Happen(programmes);
        await CompanyHost.Eventually(() => company.Attempts(), attempts => attempts.Length == programmes.Length);
        Volatile.Write(ref isWatched, true);
        company.Clock.Advance(TimeSpan.FromSeconds(7));
        await company.Sweep();
        await CompanyHost.Eventually(
            async () => (await company.Attempts()).Count(attempt => attempt.Attempt == 2),
            count => count == programmes.Length
        );

        most.ShouldBeLessThanOrEqualTo(1);
    }

    private static async Task Owner(CompanyHost company, string email)
    {
        var member = company.Grains.Member("mbr_1");
        (
            await member.Invite(new InviteMember(email, "Ada", "en", [HeldRole.Of(Role.Owner)], null))
        ).Succeeded.ShouldBeTrue();
        var link = await member.MakeLink(new MakeLink(LinkKind.Invitation, null));
        var redeem = new RedeemLink(SecretFormat.Hash(link.Value.Secret), null, Confirmed: true);
        (await member.Redeem(redeem)).Succeeded.ShouldBeTrue();
    }
}
