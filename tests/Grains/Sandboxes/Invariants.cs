using System.Text.Json;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.WakeUps;
using Binome.Grains.Pairs;
using NodaTime;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>What must hold after the nine months, state against rows against events; counts what it looked at.</summary>
internal sealed class Invariants(
    SandboxWorld world,
    NineMonths played,
    List<StoredEvent> events,
    List<(SandboxMailRow Row, QueueMail Mail)> mails
)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly string[] Ends =
    [
        EventTypes.PairClosed,
        EventTypes.PairDeclined,
        EventTypes.PairSeparated,
        EventTypes.PairExpired,
    ];

    private static readonly string[] Rhythms =
    [
        EventTypes.SessionReminder,
        EventTypes.SessionDue,
        EventTypes.SessionOverdue,
        EventTypes.SessionFlagged,
    ];

    private readonly ILookup<string, StoredEvent> ofPair = events
        .Where(one => one.Resource.StartsWith("pair_", StringComparison.Ordinal))
        // That somebody reflected is said of the pair by the reflection, which has versions of its own.
        .Where(one => one.Type != EventTypes.SessionReflected)
        .ToLookup(one => one.Resource);

    private readonly List<string> broken = [];

    public int Checked { get; private set; }

    /// <summary>What does not hold.</summary>
    public IReadOnlyList<string> Broken => broken;

    public async Task Look()
    {
        LogIsGaplessAndNeverGoesBack();
        foreach (var story in played.Stories)
        {
            NothingIsRaisedTwice(story);
            NothingIsRaisedOnceOver(story);
            WindowsLieWhereTheyShould(story);
        }
        await RowsAreWhatStatesAndEventsSay();
        MailsAreFew();
        await SeatsAreReturned();
        await NothingIsToCome();
    }

    private void LogIsGaplessAndNeverGoesBack()
    {
        for (var at = 0; at < events.Count; at++)
        {
            Check(events[at].Sequence == at + 1, $"event {at + 1} has number {events[at].Sequence}");
            Check(at == 0 || events[at - 1].CreatedAt <= events[at].CreatedAt, $"event {at + 1} goes back in time");
        }
        foreach (var pair in ofPair)
        foreach (var (before, after) in pair.Zip(pair.Skip(1)))
            Check(before.Version < after.Version, $"{after.Id} of {pair.Key} has version {after.Version}");
    }

    private void NothingIsRaisedTwice(Story story)
    {
        var raised = ofPair[story.Pair.Id].Where(one => Rhythms.Contains(one.Type)).Select(Mark).ToList();
        foreach (var mark in raised.GroupBy(mark => mark))
            Check(mark.Count() == 1, $"pair {story.Number}: {mark.Key} was raised {mark.Count()} times");
        var windows = raised.GroupBy(mark => mark.Due);
        Check(windows.Count() < 20, $"pair {story.Number} had {windows.Count()} windows in nine months");
    }

    private void NothingIsRaisedOnceOver(Story story)
    {
        var quiet = false;
        foreach (var happened in ofPair[story.Pair.Id])
        {
            if (Ends.Contains(happened.Type) || happened.Type is EventTypes.PairPaused or EventTypes.PairClosing)
                quiet = true;
            else if (happened.Type == EventTypes.PairResumed)
                quiet = false;
            else if (Rhythms.Contains(happened.Type))
                Check(
                    !quiet,
                    $"pair {story.Number}: {happened.Type} at {happened.CreatedAt:u} after its end or in a pause"
                );
        }
        Check(
            ofPair[story.Pair.Id].Count(one => Ends.Contains(one.Type)) == 1,
            $"pair {story.Number} did not end exactly once"
        );
    }

    /// <summary>Counted anew from the sessions held, with nothing of the product's own reckoning.</summary>
    private void WindowsLieWhereTheyShould(Story story)
    {
        LocalDate? since = null;
        var (due, overdue) = (7, 14);
        foreach (var happened in ofPair[story.Pair.Id])
        {
            var data = StoryText.Data(happened);
            switch (happened.Type)
            {
                // The programme's first day has come when they have agreed.
                case EventTypes.PairChartered:
                    since = Day(happened.CreatedAt);
                    break;
                case EventTypes.SessionHeld when since is not null:
                    (since, due, overdue) = (Day(data["starts_at"].GetDateTimeOffset()), 21, 28);
                    break;
                // A pause moves what was to come; such a window is not counted anew here.
                case EventTypes.PairResumed:
                    since = null;
                    break;
                case EventTypes.SessionDue when since is { } from:
                    IsAtNineOn(happened, from.PlusDays(due));
                    break;
                case EventTypes.SessionOverdue when since is { } from:
                    IsAtNineOn(happened, from.PlusDays(overdue));
                    break;
                case EventTypes.SessionFlagged when since is { } from:
                    IsAtNineOn(happened, from.PlusDays(35));
                    break;
                case EventTypes.SessionReminder when since is not null:
                    var before = Day(data["due_at"].GetDateTimeOffset()).PlusDays(-data["days_before"].GetInt32());
                    IsAtNineOn(happened, before, backwards: true);
                    break;
            }
        }
    }

    private void IsAtNineOn(StoredEvent happened, LocalDate day, bool backwards = false)
    {
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            day = day.PlusDays(backwards ? -1 : 1);
        var at = day.At(new LocalTime(9, 0)).InZoneStrictly(Zone).ToDateTimeOffset().ToUniversalTime();
        Check(
            happened.CreatedAt == at,
            $"{happened.Type} of {happened.Resource} came {happened.CreatedAt:u} and not {at:u}"
        );
    }

    private async Task RowsAreWhatStatesAndEventsSay()
    {
        var ids = played.Stories.Select(story => story.Pair.Id).ToImmutableArray();
        var states = await world.Get<ILedgerStates>().Many<PairState>(SandboxWorld.Tenant, GrainKinds.Pair, ids);
        Check(states.Length == NineMonths.Pairs, $"{states.Length} states of pairs");
        foreach (var (id, _, state) in states)
        {
            var row = (await world.Get<IPairRows>().Find(SandboxWorld.Tenant, id))!.Row;
            var happened = ofPair[id].Select(one => one.Type).ToList();
            Check(LedgerJson.Same(row, PairRules.Row(id, state)), $"{id}: its row is not its state");
            Check(row.Phase.HasEnded() && row.NextDueAt is null, $"{id} ended as {row.Phase}, due {row.NextDueAt:u}");
            Check(row.SessionsHeld == happened.Count(type => type == EventTypes.SessionHeld), $"{id}: sessions held");
            Check(row.SessionsOnTime <= row.SessionsDue, $"{id}: {row.SessionsOnTime} of {row.SessionsDue} on time");
            Check(happened[^1] != EventTypes.SessionDue, $"{id}: a session fell due last of all");
        }
    }

    private void MailsAreFew()
    {
        Check(mails.Select(one => one.Row.Id).Distinct().Count() == mails.Count, "a mail was kept twice");
        foreach (var person in mails.Where(IsUnasked).GroupBy(one => one.Mail.To))
        {
            var at = person.Select(one => one.Row.QueuedAt).Order().ToList();
            foreach (var (first, third) in at.Zip(at.Skip(MessageLimits.MailsPerWeekMax)))
                Check(third - first >= MessageLimits.Week, $"{person.Key} got three mails from {first:u} to {third:u}");
        }
    }

    private static bool IsUnasked((SandboxMailRow Row, QueueMail Mail) one) =>
        one.Mail.Template
            is MailTemplates.SessionReminder
                or MailTemplates.SessionDue
                or MailTemplates.SessionNudge
                or MailTemplates.Digest;

    private async Task SeatsAreReturned()
    {
        var people = await NineMonths.All(
            page => world.Get<IParticipantRows>().List(SandboxWorld.Tenant, new ParticipantFilter(), page),
            row => row.Id
        );
        Check(people.Count == 2 * NineMonths.Pairs + 1, $"{people.Count} people");
        foreach (var person in people)
            Check(person is { SeatsAsMentor: 0, SeatsAsMentee: 0 }, $"{person.Id} still has a seat");
    }

    private async Task NothingIsToCome()
    {
        var table = world.Get<IWakeUpTable>();
        var next = await table.NextOfSandbox(SandboxWorld.Tenant, DateTimeOffset.MaxValue);
        Check(next is null, $"{next} is still to come");
        Check(!await table.HasWork(SandboxWorld.Tenant), "work goes on");
        Check((await world.Row()) is { WakeUpsFailed: 0, Status: SandboxStatus.Ready }, "the clock stumbled");
    }

    private (string Type, string? Due, string? Days) Mark(StoredEvent happened)
    {
        var data = StoryText.Data(happened);
        var days = data.GetValueOrDefault("days_before");
        return (
            happened.Type,
            data["due_at"].GetString(),
            days.ValueKind == JsonValueKind.Number && happened.Type == EventTypes.SessionReminder
                ? days.ToString()
                : null
        );
    }

    private static LocalDate Day(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Zone).Date;

    private void Check(bool holds, string otherwise)
    {
        Checked++;
        if (!holds)
            broken.Add(otherwise);
    }
}
