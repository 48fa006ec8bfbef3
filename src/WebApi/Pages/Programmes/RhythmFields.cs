using System.Globalization;
using Binome.Contracts.Programmes;
using Binome.WebApi.Json;
using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>When sessions fall due and what is said around it, as fields of a form: a programme's, or of one pair.</summary>
/// <param name="Value">What stands in a field.</param>
internal sealed record RhythmFields(Func<string, string?> Value)
{
    public static IEnumerable<KeyValuePair<string, string?>> Values(Cadence cadence, Rhythm rhythm) =>
        [
            new("cadence.min_days", Text(cadence.MinDays)),
            new("cadence.max_days", Text(cadence.MaxDays)),
            new("cadence.first_min_days", Text(cadence.FirstMinDays)),
            new("cadence.first_max_days", Text(cadence.FirstMaxDays)),
            new("rhythm.remind_days_before", string.Join(", ", rhythm.RemindDaysBefore)),
            new("rhythm.flag_after_days", Text(rhythm.FlagAfterDays)),
            new("rhythm.stuck_after_days", Text(rhythm.StuckAfterDays)),
            new("rhythm.close_after_days", Text(rhythm.CloseAfterDays)),
            new("rhythm.closing_notice_days", Text(rhythm.ClosingNoticeDays)),
            new("rhythm.remind_on_the_day", Flag(rhythm.RemindOnTheDay)),
            new("rhythm.nudge_after", Flag(rhythm.NudgeAfter)),
            .. rhythm.WorkingDays.Select(day => new KeyValuePair<string, string?>(NameOf(day), Flag(true))),
        ];

    /// <summary>As before where a field is empty.</summary>
    public static Cadence Cadence(FormValues form, Cadence before) =>
        new(
            form.Integer("cadence.min_days") ?? before.MinDays,
            form.Integer("cadence.max_days") ?? before.MaxDays,
            form.Integer("cadence.first_min_days") ?? before.FirstMinDays,
            form.Integer("cadence.first_max_days") ?? before.FirstMaxDays
        );

    public static Rhythm Rhythm(FormValues form) =>
        new()
        {
            RemindDaysBefore = form.Integers("rhythm.remind_days_before"),
            FlagAfterDays = form.Integer("rhythm.flag_after_days"),
            StuckAfterDays = form.Integer("rhythm.stuck_after_days"),
            CloseAfterDays = form.Integer("rhythm.close_after_days"),
            ClosingNoticeDays =
                form.Integer("rhythm.closing_notice_days") ?? Contracts.Programmes.Rhythm.Default.ClosingNoticeDays,
            RemindOnTheDay = form.Flag("rhythm.remind_on_the_day"),
            NudgeAfter = form.Flag("rhythm.nudge_after"),
            WorkingDays = [.. Enum.GetValues<Weekday>().Where(day => form.Flag(NameOf(day)))],
        };

    private static string NameOf(Weekday day) => $"rhythm.{Codes<Weekday>.ByValue[day]}";

    private static string? Flag(bool on) => on ? "true" : null;

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
