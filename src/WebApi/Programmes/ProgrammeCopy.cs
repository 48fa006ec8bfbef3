using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

internal static class ProgrammeCopy
{
    /// <summary>The settings as a change that makes a new programme the same but for its name.</summary>
    public static ProgrammeChange Of(ProgrammeSettings settings, string name) =>
        new()
        {
            Name = name,
            Kind = settings.Kind,
            Goals = settings.Goals,
            Themes = settings.Themes,
            Owner = settings.Owner,
            Sponsor = settings.Sponsor,
            Facilitator = settings.Facilitator,
            ParentProgrammeId = settings.ParentProgrammeId,
            Pilot = settings.Pilot,
            Kpis = settings.Kpis,
            Subsidiaries = settings.Subsidiaries,
            Cadence = settings.Cadence,
            StartsOn = settings.StartsOn,
            DurationMonths = settings.DurationMonths,
            TimeZone = settings.TimeZone,
            Criteria = settings.Criteria,
            SessionStructure = settings.SessionStructure,
            MinimumScore = settings.MinimumScore,
            Acceptance = settings.Acceptance,
            AcceptanceDays = settings.AcceptanceDays,
            Rules = settings.Rules,
            Charter = settings.Charter,
            Rhythm = settings.Rhythm,
            Intake = settings.Intake,
        };
}
