namespace Binome.Matching;

/// <summary>A set of half-days of a week.</summary>
[Flags]
public enum HalfDays
{
    None = 0,
    MondayMorning = 1,
    MondayAfternoon = 1 << 1,
    TuesdayMorning = 1 << 2,
    TuesdayAfternoon = 1 << 3,
    WednesdayMorning = 1 << 4,
    WednesdayAfternoon = 1 << 5,
    ThursdayMorning = 1 << 6,
    ThursdayAfternoon = 1 << 7,
    FridayMorning = 1 << 8,
    FridayAfternoon = 1 << 9,
    SaturdayMorning = 1 << 10,
    SaturdayAfternoon = 1 << 11,
    SundayMorning = 1 << 12,
    SundayAfternoon = 1 << 13,
}

/// <summary>Half-days as codes: mon-am, mon-pm … sun-pm.</summary>
public static class HalfDayCodes
{
    /// <summary>All codes, from Monday morning to Sunday afternoon.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "mon-am",
        "mon-pm",
        "tue-am",
        "tue-pm",
        "wed-am",
        "wed-pm",
        "thu-am",
        "thu-pm",
        "fri-am",
        "fri-pm",
        "sat-am",
        "sat-pm",
        "sun-am",
        "sun-pm",
    ];

    /// <summary>Reads codes into a set; false when one of them is unknown (the set then holds the known ones).</summary>
    public static bool TryParse(IEnumerable<string> codes, out HalfDays halfDays)
    {
        ArgumentNullException.ThrowIfNull(codes);
        halfDays = HalfDays.None;
        var allKnown = true;
        foreach (var code in codes)
        {
            var slot = IndexOf(code);
            if (slot < 0)
                allKnown = false;
            else
                halfDays |= (HalfDays)(1 << slot);
        }
        return allKnown;
    }

    /// <summary>The codes of a set, in the order of the week.</summary>
    public static IReadOnlyList<string> ToCodes(HalfDays halfDays) =>
        [.. All.Where((_, slot) => ((int)halfDays & (1 << slot)) != 0)];

    private static int IndexOf(string code)
    {
        for (var slot = 0; slot < All.Count; slot++)
            if (string.Equals(All[slot], code, StringComparison.OrdinalIgnoreCase))
                return slot;
        return -1;
    }
}
