using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.Programmes;
using Binome.Grains.Messages;

namespace Binome.Grains.Tests.Messages;

public sealed class InboxRulesTests
{
    private const string Id = "ptc_1";

    /// <summary>A Monday, 09:00 in Paris.</summary>
    private static readonly DateTimeOffset Now = Moments.Start;
    private static readonly Recipient Anybody = new(null, "Europe/Paris");

    [Fact]
    public void Take_MailsAtOnce_TwiceAWeek_ThenHolds()
    {
        var first = Take(new InboxState(), MailTemplates.SessionReminder, Now);
        var second = Take(first.State, MailTemplates.SessionDue, Now.AddDays(1));
        var third = Take(second.State, MailTemplates.SessionNudge, Now.AddDays(2));

        (first.MailsNow, second.MailsNow, third.MailsNow).ShouldBe((true, true, false));
        third.State.DigestAt.ShouldBe(Now + MessageLimits.Week);
        third.State.Held.ShouldHaveSingleItem().Template.ShouldBe(MailTemplates.SessionNudge);
    }

    [Fact]
    public void Take_AWeekAfterTheFirstOfTwo_MailsAgain()
    {
        var two = Take(
            Take(new InboxState(), MailTemplates.SessionDue, Now).State,
            MailTemplates.SessionDue,
            Now.AddDays(1)
        );

        Take(two.State, MailTemplates.SessionDue, Now.AddDays(7).AddMilliseconds(-1)).MailsNow.ShouldBeFalse();
        Take(two.State, MailTemplates.SessionDue, Now.AddDays(7)).MailsNow.ShouldBeTrue();
    }

    [Theory]
    [InlineData(MailTemplates.AskMentor)]
    [InlineData(MailTemplates.AskMentee)]
    [InlineData(MailTemplates.AskIntake)]
    public void Take_OfWhatMustBeActedOn_IsNeverHeldBack_NorCounted(string template)
    {
        var full = new InboxState { MailedAt = [Now, Now] };
        var sleeping = Anybody with { Quiet = new QuietHours("08:00", "20:00", "Europe/Paris") };

        var taken = InboxRules.Take(Id, full, Command(template), sleeping, Now);

        taken.MailsNow.ShouldBeTrue();
        taken.State.MailedAt.ShouldBe(full.MailedAt);
    }

    [Theory]
    [InlineData("19:00", "10:30", "2026-01-05T09:30Z")]
    [InlineData("08:00", "09:30", "2026-01-05T08:30Z")]
    [InlineData("10:00", "12:00", null)]
    public void Take_InQuietHours_WaitsForTheirEnd(string from, string until, string? at)
    {
        var person = Anybody with { Quiet = new QuietHours(from, until, "Europe/Paris") };

        var taken = InboxRules.Take(Id, new InboxState(), Command(MailTemplates.SessionDue), person, Now);

        taken.MailsNow.ShouldBe(at is null);
        taken.State.DigestAt.ShouldBe(at is null ? null : Moments.At(at));
    }

    [Fact]
    public void Take_WhenADigestIsChosen_WaitsForMonday()
    {
        var chosen = new InboxState { Deliveries = Deliveries(MessageDelivery.Digest) };

        Take(chosen, MailTemplates.SessionDue, Now.AddDays(1)).State.DigestAt.ShouldBe(Now.AddDays(7));
        // In the hour of the digest itself it waits for the next.
        Take(chosen, MailTemplates.SessionDue, Now).State.DigestAt.ShouldBe(Now.AddDays(7));
    }

    [Fact]
    public void Take_WhenTheInboxIsChosen_IsKeptAndNotMailed()
    {
        var taken = Take(
            new InboxState { Deliveries = Deliveries(MessageDelivery.Inbox) },
            MailTemplates.SessionDue,
            Now
        );

        (taken.MailsNow, taken.State.DigestAt).ShouldBe((false, null));
        taken.Effects.Single<MessageRow>().Kind.ShouldBe(MessageKinds.Rhythm);
    }

    [Fact]
    public void Take_KeepsNoLink_ThatCouldSignIn()
    {
        var row = Take(new InboxState(), MailTemplates.AskMentor, Now).Effects.Single<MessageRow>();

        row.Values.Keys.ShouldBe(["other"]);
        row.Path.ShouldBe("/app/my-pairs/pair_1");
        LedgerJson.Write(row).AsSpan().IndexOf("secret"u8).ShouldBe(-1);
    }

    [Fact]
    public void Digest_NumbersWhatEachMessageNames()
    {
        var held = Take(new InboxState { MailedAt = [Now, Now] }, MailTemplates.SessionDue, Now).State;
        var both = Take(held, MailTemplates.SessionNudge, Now).State;

        var values = InboxRules.Digest(both);

        values.ShouldBe(
            new Dictionary<string, string>
            {
                ["item_1"] = MailTemplates.SessionDue,
                ["other_1"] = "Anne",
                ["item_2"] = MailTemplates.SessionNudge,
                ["other_2"] = "Anne",
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void Held_IsBounded_TheNewestStay()
    {
        var state = new InboxState { MailedAt = [Now, Now] };
        for (var taken = 0; taken <= MessageLimits.DigestItemsMax; taken++)
            state = Take(state, taken == 0 ? MailTemplates.SessionDue : MailTemplates.SessionNudge, Now).State;

        state.Held.Length.ShouldBe(MessageLimits.DigestItemsMax);
        state.Held.ShouldAllBe(held => held.Template == MailTemplates.SessionNudge);
    }

    [Fact]
    public void Choose_OfTheInbox_SilencesWhatWaits()
    {
        var held = Take(new InboxState { MailedAt = [Now, Now] }, MailTemplates.SessionDue, Now).State;

        var silent = InboxRules.Choose(Id, held, Deliveries(MessageDelivery.Inbox));

        silent.State.Held.ShouldBeEmpty();
        silent.Effects.Single<PreferencesRow>().Of(MessageKinds.Rhythm).ShouldBe(MessageDelivery.Inbox);
    }

    [Theory]
    [InlineData(MessageKinds.Requests)]
    [InlineData("weather")]
    public void Refusal_OfAKindThatCantBeChosen(string kind) =>
        InboxRules
            .Refusal(ImmutableSortedDictionary<string, MessageDelivery>.Empty.Add(kind, MessageDelivery.Inbox))!
            .Code.ShouldBe(FailureCodes.Invalid);

    private static InboxStep Take(InboxState state, string template, DateTimeOffset now) =>
        InboxRules.Take(Id, state, Command(template), Anybody, now);

    private static TakeMessage Command(string template)
    {
        var values = new Dictionary<string, string>
        {
            ["name"] = "Zoé",
            ["other"] = "Anne",
            ["link"] = "http://localhost/sign-in?token=secret",
        };
        var mail = new QueueMail(template, "fr", "zoe@acme.example", values.ToImmutableDictionary());
        return new TakeMessage(Ids.New(Ids.Mail, Now), mail, "/app/my-pairs/pair_1");
    }

    private static ImmutableSortedDictionary<string, MessageDelivery> Deliveries(MessageDelivery delivery) =>
        ImmutableSortedDictionary<string, MessageDelivery>.Empty.Add(MessageKinds.Rhythm, delivery);
}
