using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;
using Binome.Contracts.Programmes;
using NodaTime;

namespace Binome.Grains.Messages;

/// <param name="Quiet">When they don't want to be disturbed; null at any hour.</param>
/// <param name="TimeZone">In which their Mondays begin.</param>
internal sealed record Recipient(QuietHours? Quiet, string TimeZone)
{
    public string Language { get; init; } = "en";

    /// <summary>Null for somebody who is not known any more.</summary>
    public string? Name { get; init; }

    public string? Email { get; init; }

    /// <summary>Nothing is said to them any more.</summary>
    public bool HasLeft { get; init; }
}

/// <param name="MailsNow">A mail is queued in the same commit.</param>
internal sealed record InboxStep(InboxState State, Effects Effects, bool MailsNow);

/// <summary>When something that is said to a person reaches them: pure.</summary>
internal static class InboxRules
{
    public const string DigestDue = "digest";

    private static readonly LocalTime DigestTime = new(9, 0);

    public static InboxStep Take(
        string participantId,
        InboxState state,
        TakeMessage command,
        Recipient person,
        DateTimeOffset now
    )
    {
        var kind = MessageKinds.Of(command.Mail.Template);
        var values = Kept(command.Mail.Values);
        var row = new MessageRow(
            Ids.Message + command.Id[Ids.Mail.Length..],
            participantId,
            kind.Code,
            command.Mail.Template,
            values,
            command.Path,
            now,
            ReadAt: null
        );
        var taken = state with { TakenLast = Last(state.TakenLast.Add(command.Id), MessageLimits.TakenRememberedMax) };
        var effects = new Effects().Row(row);
        if (kind.Essential)
            return new InboxStep(taken, effects, MailsNow: true);
        var delivery = state.Deliveries.GetValueOrDefault(kind.Code);
        if (delivery == MessageDelivery.Inbox)
            return new InboxStep(taken, effects, MailsNow: false);
        var at = delivery == MessageDelivery.Digest ? NextMonday(person, now) : Earliest(state, person, now);
        return at <= now
            ? new InboxStep(Counted(taken, now), effects, MailsNow: true)
            : Held(taken, new HeldMessage(command.Mail.Template, values), at, effects);
    }

    /// <summary>When the digest that is due may go out: now, or later because the person has had enough mails or sleeps.</summary>
    public static DateTimeOffset Earliest(InboxState state, Recipient person, DateTimeOffset now)
    {
        var at = now;
        if (state.MailedAt.Length == MessageLimits.MailsPerWeekMax)
            at = Later(at, state.MailedAt[0] + MessageLimits.Week);
        return person.Quiet is { } quiet ? AfterQuiet(quiet, at) : at;
    }

    public static InboxStep Postponed(InboxState state, DateTimeOffset at) =>
        new(state with { DigestAt = at }, new Effects().WakeUp(DigestDue, at), MailsNow: false);

    /// <summary>The digest went out, or there was nothing to say any more.</summary>
    public static InboxStep Digested(InboxState state, bool mailed, DateTimeOffset now)
    {
        var emptied = state with { Held = [], DigestAt = null };
        return new InboxStep(
            mailed ? Counted(emptied, now) : emptied,
            new Effects().WakeUp(DigestDue, null),
            MailsNow: false
        );
    }

    /// <summary>What a digest says: item by item the template, and its values under their own names with the number.</summary>
    public static ImmutableDictionary<string, string> Digest(InboxState state)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (at, held) in state.Held.Index())
        {
            var number = (at + 1).ToString(CultureInfo.InvariantCulture);
            values[$"item_{number}"] = held.Template;
            foreach (var (name, value) in held.Values)
                values[$"{name}_{number}"] = value;
        }
        return values.ToImmutable();
    }

    public static Failure? Refusal(ImmutableSortedDictionary<string, MessageDelivery> deliveries)
    {
        foreach (var code in deliveries.Keys)
            if (!MessageKinds.Choosable.Contains(code))
                return Failure.At($"/{code}", FailureCodes.Invalid, string.Join(", ", MessageKinds.Choosable));
        return null;
    }

    /// <summary>What waits of a kind that is not to be mailed any more is not said.</summary>
    public static InboxStep Choose(
        string participantId,
        InboxState state,
        ImmutableSortedDictionary<string, MessageDelivery> deliveries
    )
    {
        var next = state with { Deliveries = state.Deliveries.SetItems(deliveries) };
        var silent = next
            .Held.Where(held =>
                next.Deliveries.GetValueOrDefault(MessageKinds.Of(held.Template).Code) == MessageDelivery.Inbox
            )
            .ToImmutableArray();
        var left = next with { Held = next.Held.RemoveRange(silent) };
        var effects = new Effects().Row(new PreferencesRow(participantId, left.Deliveries));
        return new InboxStep(left, effects, MailsNow: false);
    }

    private static InboxStep Held(InboxState state, HeldMessage message, DateTimeOffset at, Effects effects)
    {
        var due = state.DigestAt is { } known && known < at ? known : at;
        var next = state with { Held = Last(state.Held.Add(message), MessageLimits.DigestItemsMax), DigestAt = due };
        return new InboxStep(next, effects.WakeUp(DigestDue, due), MailsNow: false);
    }

    private static InboxState Counted(InboxState state, DateTimeOffset now) =>
        state with
        {
            MailedAt = Last(state.MailedAt.Add(now), MessageLimits.MailsPerWeekMax),
        };

    /// <summary>A link may sign its reader in; it is for the mail alone.</summary>
    private static ImmutableSortedDictionary<string, string> Kept(ImmutableDictionary<string, string> values) =>
        values
            .Where(value => value.Key is not ("link" or "name"))
            .ToImmutableSortedDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);

    private static DateTimeOffset AfterQuiet(QuietHours quiet, DateTimeOffset instant)
    {
        var zone = DateTimeZoneProviders.Tzdb[quiet.TimeZone];
        var local = Instant.FromDateTimeOffset(instant).InZone(zone).LocalDateTime;
        var (from, until) = (QuietHours.Hour(quiet.From)!.Value, QuietHours.Hour(quiet.Until)!.Value);
        if (!local.TimeOfDay.ToTimeOnly().IsBetween(from, until))
            return instant;
        var ends = local.Date.At(LocalTime.FromTimeOnly(until));
        return At(ends > local ? ends : ends.PlusDays(1), zone);
    }

    private static DateTimeOffset NextMonday(Recipient person, DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.TimeZone) ?? DateTimeZone.Utc;
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        var monday = local.Date.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)).At(DigestTime);
        return At(monday > local ? monday : monday.PlusWeeks(1), zone);
    }

    private static DateTimeOffset At(LocalDateTime local, DateTimeZone zone) =>
        local.InZoneLeniently(zone).ToInstant().ToDateTimeOffset();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static ImmutableArray<T> Last<T>(ImmutableArray<T> items, int max) =>
        items.Length > max ? items[^max..] : items;
}
