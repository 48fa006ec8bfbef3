using Binome.Contracts.Intake;
using Binome.Contracts.Programmes;
using Binome.Grains.Pairs;
using Binome.Matching;
using NodaTime;

namespace Binome.Grains.Programmes;

/// <summary>Merging and checking the settings of a programme.</summary>
internal static class SettingsRules
{
    private const int MonthsMax = 36;
    private const int ItemsMax = 20;

    public static ProgrammeSettings Merge(ProgrammeSettings before, ProgrammeChange change)
    {
        var kind = change.Kind.Or(before.Kind) ?? before.Kind;
        var template = ProgrammeTemplates.For(kind);
        return before with
        {
            Name = (change.Name.Or(before.Name) ?? "").Trim(),
            Kind = kind,
            Goals = change.Goals.Or(before.Goals) ?? [],
            Themes = change.Themes.Or(before.Themes) ?? [],
            Owner = change.Owner.Or(before.Owner),
            Sponsor = change.Sponsor.Or(before.Sponsor),
            Facilitator = change.Facilitator.Or(before.Facilitator),
            ParentProgrammeId = change.ParentProgrammeId.Or(before.ParentProgrammeId),
            Pilot = change.Pilot.Or(before.Pilot) ?? false,
            Kpis = change.Kpis.Or(before.Kpis) ?? [],
            Subsidiaries = change.Subsidiaries.Or(before.Subsidiaries) ?? [],
            Cadence = change.Cadence.Or(before.Cadence) ?? template.Cadence,
            StartsOn = change.StartsOn.Or(before.StartsOn),
            DurationMonths = change.DurationMonths.Or(before.DurationMonths) ?? template.DurationMonths,
            TimeZone = change.TimeZone.Or(before.TimeZone) ?? template.TimeZone,
            Criteria = change.Criteria.Or(before.Criteria) ?? template.Criteria,
            SessionStructure = change.SessionStructure.Or(before.SessionStructure) ?? template.SessionStructure,
            MinimumScore = change.MinimumScore.Or(before.MinimumScore) ?? 0,
            Acceptance = change.Acceptance.Or(before.Acceptance) ?? template.Acceptance,
            Rhythm = change.Rhythm.Or(before.Rhythm) ?? template.Rhythm,
            Charter = change.Charter.Or(before.Charter) ?? template.Charter,
            AcceptanceDays = change.AcceptanceDays.Or(before.AcceptanceDays) ?? template.AcceptanceDays,
            Rules = change.Rules.Or(before.Rules) ?? new PairingRules(),
            Intake = change.Intake.Or(before.Intake) ?? IntakeRule.Default,
        };
    }

    /// <summary>All that is wrong with settings as one failure; null when nothing is.</summary>
    public static Failure? Refusal(ProgrammeSettings settings)
    {
        ImmutableArray<Failure> failures =
        [
            .. Texts(settings),
            .. Numbers(settings),
            .. RhythmRules.Faults(settings.Cadence),
            .. RhythmRules.Faults(settings.Rhythm),
            .. OfIntake(settings.Intake),
            .. OfPairing(settings.Criteria, settings.Rules, settings.MinimumScore),
        ];
        if (failures.Length > 0)
            return failures[0] with { Others = failures[1..] };
        return LedgerJson.Write(settings).Length > ProgrammeState.SettingsBytesMax
            ? Failure.Of(FailureCodes.TooLong, $"{ProgrammeState.SettingsBytesMax}")
            : null;
    }

    private static IEnumerable<Failure> Texts(ProgrammeSettings settings)
    {
        if (settings.Name.Length == 0)
            yield return Failure.At("/name", FailureCodes.Required);
        (string Pointer, string? Text, int Max)[] texts =
        [
            ("/name", settings.Name, Limits.NameCharactersMax),
            ("/owner/name", settings.Owner?.Name, Limits.NameCharactersMax),
            ("/owner/email", settings.Owner?.Email, Limits.EmailCharactersMax),
            ("/facilitator/name", settings.Facilitator?.Name, Limits.NameCharactersMax),
            ("/facilitator/email", settings.Facilitator?.Email, Limits.EmailCharactersMax),
            ("/sponsor/name", settings.Sponsor?.Name, Limits.NameCharactersMax),
            ("/sponsor/email", settings.Sponsor?.Email, Limits.EmailCharactersMax),
            ("/sponsor/commitment", settings.Sponsor?.Commitment, Limits.TextCharactersMax),
            .. settings.Goals.Select(
                (goal, at) => ($"/goals/{at}/description", goal.Description, Limits.TextCharactersMax)
            ),
            .. settings.Kpis.Select(
                (kpi, at) => ($"/kpis/{at}/description", kpi.Description, Limits.TextCharactersMax)
            ),
            .. settings.Goals.Select((goal, at) => ($"/goals/{at}/kind", goal.Kind, Limits.CodeCharactersMax)),
            .. settings.Kpis.Select((kpi, at) => ($"/kpis/{at}/code", kpi.Code, Limits.CodeCharactersMax)),
            .. settings.Themes.Select((theme, at) => ($"/themes/{at}", theme, Limits.CodeCharactersMax)),
            .. settings.SessionStructure.Select(
                (step, at) => ($"/session_structure/{at}", step, Limits.NameCharactersMax)
            ),
        ];
        foreach (var (pointer, text, max) in texts)
            if (text?.Length > max)
                yield return Failure.At(pointer, FailureCodes.TooLong, $"{max}");
        (string Pointer, int Count, int Max)[] lists =
        [
            ("/goals", settings.Goals.Length, ItemsMax),
            ("/kpis", settings.Kpis.Length, ItemsMax),
            ("/themes", settings.Themes.Length, ItemsMax),
            ("/session_structure", settings.SessionStructure.Length, ItemsMax),
            ("/subsidiaries", settings.Subsidiaries.Length, Limits.ListItemsMax),
        ];
        foreach (var (pointer, count, max) in lists)
            if (count > max)
                yield return Failure.At(pointer, FailureCodes.TooMany, $"{max}");
    }

    private static IEnumerable<Failure> Numbers(ProgrammeSettings settings)
    {
        if (settings.DurationMonths is < 1 or > MonthsMax)
            yield return Failure.At("/duration_months", FailureCodes.OutOfRange, "1", $"{MonthsMax}");
        if (settings.AcceptanceDays is < 1 or > Limits.AcceptanceDaysMax)
            yield return Failure.At("/acceptance_days", FailureCodes.OutOfRange, "1", $"{Limits.AcceptanceDaysMax}");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(settings.TimeZone) is null)
            yield return Failure.At("/time_zone", FailureCodes.Invalid, "IANA: Europe/Paris, America/Montreal");
    }

    private static IEnumerable<Failure> OfIntake(IntakeRule intake)
    {
        var days = intake.RemindAfterDays;
        if (days.Length > IntakeLimits.RemindersMax)
            yield return Failure.At("/intake/remind_after_days", FailureCodes.TooMany, $"{IntakeLimits.RemindersMax}");
        for (var at = 0; at < days.Length; at++)
        {
            var from = at == 0 ? 1 : days[at - 1] + 1;
            if (days[at] < from || days[at] > IntakeLimits.ReminderDaysMax)
                yield return Failure.At(
                    $"/intake/remind_after_days/{at}",
                    FailureCodes.OutOfRange,
                    $"{from}",
                    $"{IntakeLimits.ReminderDaysMax}"
                );
        }
    }

    /// <summary>What is wrong with how pairs are allowed and valued, of a programme or of one run.</summary>
    public static IEnumerable<Failure> OfPairing(
        ImmutableArray<Criterion> criteria,
        PairingRules rules,
        double minimumScore
    )
    {
        if (minimumScore is not (>= 0 and <= 1))
            yield return Failure.At("/minimum_score", FailureCodes.OutOfRange, "0", "1");
        if (rules.AvailabilityHours is < 0 or > MatchingLimits.SharedHoursMax)
            yield return Failure.At(
                "/rules/availability_hours",
                FailureCodes.OutOfRange,
                "0",
                $"{MatchingLimits.SharedHoursMax}"
            );
        if (criteria.Length > MatchingLimits.CriteriaMax)
            yield return Failure.At("/criteria", FailureCodes.TooMany, $"{MatchingLimits.CriteriaMax}");
        foreach (var failure in Criteria(criteria))
            yield return failure;
    }

    private static IEnumerable<Failure> Criteria(ImmutableArray<Criterion> criteria)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < criteria.Length; at++)
        {
            var criterion = criteria[at];
            if (!CriterionCodes.IsKnown(criterion.Code) || !seen.Add(criterion.Code))
                yield return Failure.At(
                    $"/criteria/{at}/code",
                    FailureCodes.Invalid,
                    string.Join(", ", CriterionCodes.All.Append(CriterionCodes.AttributePrefix + "…"))
                );
            if (criterion.Weight is < 0 or > MatchingLimits.WeightMax)
                yield return Failure.At(
                    $"/criteria/{at}/weight",
                    FailureCodes.OutOfRange,
                    "0",
                    $"{MatchingLimits.WeightMax}"
                );
            if (criterion.TargetGap is { } gap && Math.Abs((long)gap) > GapMax(criterion.Code))
                yield return Failure.At(
                    $"/criteria/{at}/target_gap",
                    FailureCodes.OutOfRange,
                    $"{-GapMax(criterion.Code)}",
                    $"{GapMax(criterion.Code)}"
                );
        }
        if (!criteria.Any(criterion => criterion is { Weight: > 0, Direction: not Direction.Ignore }))
            yield return Failure.At("/criteria", FailureCodes.Required);
    }

    private static int GapMax(string criterion) =>
        criterion switch
        {
            CriterionCodes.SeniorityGap => MatchingLimits.LevelMax - 1,
            CriterionCodes.TenureGap => 40,
            _ => 0,
        };
}
