using System.Globalization;
using Binome.Contracts.Programmes;
using Binome.WebApi.Pages.Matching;
using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Pages.Programmes;

/// <summary>The settings of a programme as fields of a form, and the way back.</summary>
internal static class ProgrammeForm
{
    private const int SpareRows = 1;
    private const int RowsMin = 3;

    /// <summary>How many rows a list shows: its items and some to add.</summary>
    public static int Rows(int items) => Math.Max(RowsMin, items + SpareRows);

    public static Dictionary<string, string?> Values(ProgrammeSettings settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = settings.Name,
            ["themes"] = string.Join(", ", settings.Themes),
            ["owner.name"] = settings.Owner?.Name,
            ["owner.email"] = settings.Owner?.Email,
            ["sponsor.name"] = settings.Sponsor?.Name,
            ["sponsor.email"] = settings.Sponsor?.Email,
            ["sponsor.commitment"] = settings.Sponsor?.Commitment,
            ["facilitator.name"] = settings.Facilitator?.Name,
            ["facilitator.email"] = settings.Facilitator?.Email,
            ["starts_on"] = settings.StartsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["duration_months"] = Text(settings.DurationMonths),
            ["time_zone"] = settings.TimeZone,
            ["pilot"] = settings.Pilot ? "true" : null,
            ["subsidiaries"] = string.Join('\n', settings.Subsidiaries),
            ["minimum_score"] = Text(settings.MinimumScore),
            ["acceptance"] = Codes<AcceptanceRule>.ByValue[settings.Acceptance].ToString(),
            ["charter"] = Codes<CharterRule>.ByValue[settings.Charter].ToString(),
            ["acceptance_days"] = Text(settings.AcceptanceDays),
            ["intake.volunteers"] = settings.Intake.Volunteers ? "true" : null,
            ["intake.remind_after_days"] = string.Join(", ", settings.Intake.RemindAfterDays),
        };
        foreach (var (name, value) in RuleFields.Values(settings.Rules))
            values[name] = value;
        foreach (var (name, value) in RhythmFields.Values(settings.Cadence, settings.Rhythm))
            values[name] = value;
        foreach (var (at, goal) in settings.Goals.Index())
        {
            values[$"goals.{at}.kind"] = goal.Kind;
            values[$"goals.{at}.description"] = goal.Description;
        }
        foreach (var (at, kpi) in settings.Kpis.Index())
        {
            values[$"kpis.{at}.code"] = kpi.Code;
            values[$"kpis.{at}.description"] = kpi.Description;
            values[$"kpis.{at}.target"] = Text(kpi.Target);
            values[$"kpis.{at}.unit"] = kpi.Unit;
        }
        foreach (var (at, criterion) in settings.Criteria.Index())
        {
            values[$"criteria.{at}.weight"] = Text(criterion.Weight);
            values[$"criteria.{at}.direction"] = Codes<Direction>.ByValue[criterion.Direction].ToString();
        }
        return values;
    }

    /// <summary>What was entered, over the settings that the form was made from.</summary>
    public static ProgrammeChange Read(FormValues form, ProgrammeSettings before) =>
        new()
        {
            Name = form.Text("name"),
            Goals = Goals(form, before.Goals.Length),
            Themes = form.Many("themes"),
            Owner = Person(form, "owner"),
            Sponsor = form.Text("sponsor.name") is { } sponsor
                ? new Sponsor(sponsor, form.Text("sponsor.email"), form.Text("sponsor.commitment") ?? "")
                : null,
            Facilitator = Person(form, "facilitator"),
            StartsOn = form.Day("starts_on"),
            DurationMonths = form.Integer("duration_months"),
            TimeZone = form.Text("time_zone"),
            Pilot = form.Flag("pilot"),
            Kpis = Kpis(form, before.Kpis.Length),
            Subsidiaries = form.Lines("subsidiaries"),
            Cadence = RhythmFields.Cadence(form, before.Cadence),
            MinimumScore = form.Number("minimum_score"),
            Acceptance = form.Code<AcceptanceRule>("acceptance") ?? before.Acceptance,
            Rhythm = RhythmFields.Rhythm(form),
            Charter = form.Code<CharterRule>("charter") ?? before.Charter,
            AcceptanceDays = form.Integer("acceptance_days") ?? before.AcceptanceDays,
            Criteria = Criteria(form, before.Criteria),
            Rules = RuleFields.Read(form, before.Rules),
            Intake = new IntakeRule
            {
                Volunteers = form.Flag("intake.volunteers"),
                RemindAfterDays = form.Integers("intake.remind_after_days"),
            },
        };

    private static ImmutableArray<Goal> Goals(FormValues form, int before) =>
        [
            .. from at in Enumerable.Range(0, Rows(before))
            let description = form.Text($"goals.{at}.description")
            where description is not null
            select new Goal(form.Text($"goals.{at}.kind") ?? "skills", description),
        ];

    // A KPI keeps its code, which the gate's evidence refers to; a new one is named by its place.
    private static ImmutableArray<Kpi> Kpis(FormValues form, int before) =>
        [
            .. from at in Enumerable.Range(0, Rows(before))
            let description = form.Text($"kpis.{at}.description")
            where description is not null
            select new Kpi(
                form.Text($"kpis.{at}.code") ?? string.Create(CultureInfo.InvariantCulture, $"kpi_{at + 1}"),
                description,
                form.Number($"kpis.{at}.target") ?? 0,
                form.Text($"kpis.{at}.unit") ?? "percent"
            ),
        ];

    private static ImmutableArray<Criterion> Criteria(FormValues form, ImmutableArray<Criterion> before) =>
        [
            .. before.Select(
                (criterion, at) =>
                    criterion with
                    {
                        Weight = form.Integer($"criteria.{at}.weight") ?? criterion.Weight,
                        Direction = form.Code<Direction>($"criteria.{at}.direction") ?? criterion.Direction,
                    }
            ),
        ];

    private static NamedPerson? Person(FormValues form, string field) =>
        form.Text($"{field}.name") is { } name ? new NamedPerson(name, form.Text($"{field}.email")) : null;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
