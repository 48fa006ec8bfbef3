using Binome.Contracts.Programmes;

namespace Binome.WebApi.Sessions;

/// <summary>When one of the two can meet.</summary>
/// <param name="TimeZone">Their own.</param>
/// <param name="HalfDays">Codes such as <c>mon-am</c>; empty for every working half-day.</param>
internal sealed record SlotPerson(string TimeZone, ImmutableArray<string> HalfDays, QuietHours? Quiet);

/// <param name="TimeZone">The programme's: its days are counted in it.</param>
/// <param name="Taken">Sessions of the pair that are planned already.</param>
internal sealed record SlotSearch(
    string TimeZone,
    ImmutableArray<Weekday> WorkingDays,
    ImmutableArray<DateOnly> Holidays,
    ImmutableArray<SlotPerson> People,
    ImmutableArray<(DateTimeOffset Start, DateTimeOffset End)> Taken
);

/// <summary>
/// Proposes when two people can meet: in a half-day of both (mornings are 9 to 13, afternoons 14 to 18, each in a zone of their own),
/// in nobody's quiet hours, on days on which people work. The first time of each half-day, so that the choice is spread.
/// </summary>
internal static class SlotFinder
{
    public const int SlotsMax = 8;

    private const int DaysSearched = 42;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeOnly Noon = new(13, 30);

    private static readonly ImmutableArray<(string Name, TimeOnly From, TimeOnly Until)> Halves =
    [
        ("am", new(9, 0), new(13, 0)),
        ("pm", new(14, 0), new(18, 0)),
    ];

    /// <param name="from">None begins earlier.</param>
    public static ImmutableArray<DateTimeOffset> Find(SlotSearch search, DateTimeOffset from, int minutes)
    {
        var zone = Zone(search.TimeZone);
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        var slots = ImmutableArray.CreateBuilder<DateTimeOffset>();
        for (var days = 0; days < DaysSearched && slots.Count < SlotsMax; days++)
        {
            var day = first.AddDays(days);
            if (!IsWorked(search, day))
                continue;
            var free = Times(day, zone).Where(at => at >= from && IsFree(search, at, at.AddMinutes(minutes))).ToList();
            slots.AddRange(
                free.GroupBy(at => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) < Noon)
                    .Select(half => half.First())
            );
        }
        return [.. slots.Take(SlotsMax)];
    }

    private static bool IsWorked(SlotSearch search, DateOnly day) =>
        search.WorkingDays.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7)) && !search.Holidays.Contains(day);

    // Every half-hour of the day that exists on that day's clock.
    private static IEnumerable<DateTimeOffset> Times(DateOnly day, TimeZoneInfo zone)
    {
        for (var time = TimeSpan.Zero; time < TimeSpan.FromDays(1); time += Step)
        {
            var local = day.ToDateTime(TimeOnly.MinValue) + time;
            if (!zone.IsInvalidTime(local))
                yield return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }

    private static bool IsFree(SlotSearch search, DateTimeOffset start, DateTimeOffset end) =>
        search.Taken.All(taken => end <= taken.Start || start >= taken.End)
        && search.People.All(person => Allows(person, search, start, end));

    private static bool Allows(SlotPerson person, SlotSearch search, DateTimeOffset start, DateTimeOffset end)
    {
        var zone = Zone(person.TimeZone);
        var (begins, ends) = (TimeZoneInfo.ConvertTime(start, zone), TimeZoneInfo.ConvertTime(end, zone));
        var day = DateOnly.FromDateTime(begins.DateTime);
        if (!IsWorked(search, day) || DateOnly.FromDateTime(ends.DateTime) != day)
            return false;
        var (from, until) = (TimeOnly.FromDateTime(begins.DateTime), TimeOnly.FromDateTime(ends.DateTime));
        var half = Halves.FirstOrDefault(one => from >= one.From && until <= one.Until).Name;
        var code = $"{begins.DayOfWeek.ToString()[..3].ToLowerInvariant()}-{half}";
        return half is not null
            && (person.HalfDays.IsEmpty || person.HalfDays.Contains(code))
            && !IsDisturbed(person.Quiet, start, end);
    }

    private static bool IsDisturbed(QuietHours? quiet, DateTimeOffset start, DateTimeOffset end)
    {
        if (quiet is null)
            return false;
        var zone = Zone(quiet.TimeZone);
        for (var at = start; at < end; at += Quarter)
            // Also over midnight; the framework's own range is inclusive, then exclusive.
            if (
                TimeOnly
                    .FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime)
                    .IsBetween(QuietHours.Hour(quiet.From)!.Value, QuietHours.Hour(quiet.Until)!.Value)
            )
                return true;
        return false;
    }

    private static TimeZoneInfo Zone(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
