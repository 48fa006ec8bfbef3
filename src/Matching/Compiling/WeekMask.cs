using System.Numerics;

namespace Binome.Matching.Compiling;

/// <summary>The quarters of an hour of a week, one bit each. A quarter is the finest time-zone offset in use.</summary>
internal sealed class WeekMask
{
    internal const int QuartersPerHour = 4;
    private const int QuartersPerDay = 24 * QuartersPerHour;
    private const int QuartersPerWeek = 7 * QuartersPerDay;
    private const int BitsPerWord = 64;

    // A half-day is four hours of usual office time: 9 to 13 and 14 to 18.
    internal const int HoursPerHalfDay = 4;
    private const int MorningStartHour = 9;
    private const int AfternoonStartHour = 14;

    private readonly ulong[] words = new ulong[(QuartersPerWeek + BitsPerWord - 1) / BitsPerWord];

    private WeekMask() { }

    private HalfDays HalfDays { get; init; }
    private int Shift { get; init; }

    /// <summary>The half-days as lived at an offset from UTC in quarters, moved to UTC; the week wraps round.</summary>
    internal static WeekMask From(HalfDays halfDays, int shift)
    {
        var mask = new WeekMask { HalfDays = halfDays, Shift = shift };
        for (var slot = 0; slot < HalfDayCodes.All.Count; slot++)
            if (((int)halfDays & (1 << slot)) != 0)
                mask.SetHalfDay(slot, shift);
        return mask;
    }

    /// <summary>Quarters when both are free, in UTC when both time zones are known; 0 when either gave no half-day.</summary>
    internal static int SharedQuarters(Profile mentor, Profile mentee)
    {
        if (mentor.UtcWeek is { } mentorWeek && mentee.UtcWeek is { } menteeWeek)
            return mentorWeek.SharedQuarters(menteeWeek);
        return mentor.LocalWeek is { } mentorLocal && mentee.LocalWeek is { } menteeLocal
            ? mentorLocal.SharedQuarters(menteeLocal)
            : 0;
    }

    private int SharedQuarters(WeekMask other)
    {
        // In one time zone half-days are common as a whole or not at all.
        if (Shift == other.Shift)
            return BitOperations.PopCount((uint)(HalfDays & other.HalfDays)) * HoursPerHalfDay * QuartersPerHour;
        var shared = 0;
        for (var word = 0; word < words.Length; word++)
            shared += BitOperations.PopCount(words[word] & other.words[word]);
        return shared;
    }

    private void SetHalfDay(int slot, int shift)
    {
        var startHour = slot % 2 == 0 ? MorningStartHour : AfternoonStartHour;
        var start = (slot / 2 * QuartersPerDay) + (startHour * QuartersPerHour) - shift;
        for (var quarter = 0; quarter < HoursPerHalfDay * QuartersPerHour; quarter++)
        {
            var bit = (start + quarter + QuartersPerWeek) % QuartersPerWeek;
            words[bit / BitsPerWord] |= 1UL << (bit % BitsPerWord);
        }
    }
}
