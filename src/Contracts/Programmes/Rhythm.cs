using System.Text.Json.Serialization;

namespace Binome.Contracts.Programmes;

[GenerateSerializer, Alias("binome.weekday")]
public enum Weekday
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// <summary>
/// What is said when around the instant at which a session falls due, each at most once for each session; and on which days
/// anything falls due at all.
/// </summary>
[GenerateSerializer, Immutable, Alias("binome.rhythm")]
public sealed record Rhythm
{
    public static readonly Rhythm Default = new();

    /// <summary>Days before, each 1–60, at most <see cref="Limits.RemindersMax"/>.</summary>
    [Id(0)]
    public ImmutableArray<int> RemindDaysBefore { get; init; } = [7, 1];

    /// <summary>A mail to both when it falls due.</summary>
    [Id(1)]
    public bool RemindOnTheDay { get; init; } = true;

    /// <summary>A mail to both when the window has run out.</summary>
    [Id(2)]
    public bool NudgeAfter { get; init; } = true;

    /// <summary>Days from the last session, or from the start, until coordinators are told, 1–365; null never tells them.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? FlagAfterDays { get; init; } = 35;

    /// <summary>At least one.</summary>
    [Id(4)]
    public ImmutableArray<Weekday> WorkingDays { get; init; } =
    [Weekday.Monday, Weekday.Tuesday, Weekday.Wednesday, Weekday.Thursday, Weekday.Friday];

    /// <summary>
    /// Days with nothing held, planned or logged until the pair counts as stuck, 1–365; null never. They are counted from the instant at which the
    /// session fell due; before the first one from when the pair became active.
    /// </summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? StuckAfterDays { get; init; } = 21;

    /// <summary>The same until both are told that the pair may be closed, 1–365; null never tells them.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? CloseAfterDays { get; init; } = 90;

    /// <summary>Days from then until closing is proposed to the coordinator, who decides, 1–60.</summary>
    [Id(7)]
    public int ClosingNoticeDays { get; init; } = 7;
}

/// <summary>When somebody does not want to be disturbed, every day, in their own zone.</summary>
/// <param name="From">Such as <c>19:00</c>, inclusive; later than <paramref name="Until"/> when it goes over midnight.</param>
/// <param name="Until">Such as <c>08:00</c>, exclusive.</param>
/// <param name="TimeZone">An IANA zone.</param>
[GenerateSerializer, Immutable, Alias("binome.quiet_hours")]
public sealed record QuietHours(string From, string Until, string TimeZone)
{
    /// <summary>The hour of a text such as <c>19:00</c>; null for any other text.</summary>
    public static TimeOnly? Hour(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, default, out var hour)
            ? hour
            : null;
}
