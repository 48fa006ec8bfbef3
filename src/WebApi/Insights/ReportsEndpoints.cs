using Binome.Contracts.Insights;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Insights;

internal static class ReportsEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/programmes/{programme}/report", Read)
            .WithTags("Reports")
            .Describe(
                "getProgrammeReport",
                Actions.ReportsRead,
                "Pairs by phase, sessions held against due, match rate, on-time share."
            )
            .Answers<ReportView>();

    private static async Task<Answer> Read(
        string programme,
        Caller caller,
        IProgrammeRows programmes,
        IProgrammeReports reports
    )
    {
        if (await programmes.Find(caller.Tenant, programme) is null)
            return caller.NotFound();
        return Answers.Ok(ReportView.Of(programme, await reports.Read(caller.Tenant, programme)));
    }
}

/// <summary>How a programme stands.</summary>
/// <param name="SessionsDue">Cadence windows that were answered or have run out.</param>
/// <param name="SessionsOnTime">Of those, answered before they ran out.</param>
/// <param name="MatchRate">People paired over people enrolled, 0–1; null when nobody is enrolled.</param>
/// <param name="OnTimeShare">Sessions on time over sessions due, 0–1; null when none was due yet.</param>
internal sealed record ReportView(
    string Programme,
    PairCountsView Pairs,
    int SessionsHeld,
    int SessionsDue,
    int SessionsOnTime,
    int PeopleEnrolled,
    int PeoplePaired,
    double? MatchRate,
    double? OnTimeShare
)
{
    public string Object { get; } = "programme_report";

    public static ReportView Of(string programme, ProgrammeReport report) =>
        new(
            programme,
            PairCountsView.Of(report),
            report.SessionsHeld,
            report.SessionsDue,
            report.SessionsOnTime,
            report.PeopleEnrolled,
            report.PeoplePaired,
            report.MatchRate,
            report.OnTimeShare
        );
}

/// <param name="Overdue">Of the active ones, those whose session is overdue.</param>
internal sealed record PairCountsView(
    int AwaitingAcceptance,
    int Charter,
    int Active,
    int Paused,
    int Closing,
    int Closed,
    int Declined,
    int Separated,
    int Expired,
    int Overdue
)
{
    public static PairCountsView Of(ProgrammeReport report)
    {
        int Count(PairPhase phase) => report.PairsByPhase.GetValueOrDefault(phase);
        return new(
            Count(PairPhase.AwaitingAcceptance),
            Count(PairPhase.Charter),
            Count(PairPhase.Active),
            Count(PairPhase.Paused),
            Count(PairPhase.Closing),
            Count(PairPhase.Closed),
            Count(PairPhase.Declined),
            Count(PairPhase.Separated),
            Count(PairPhase.Expired),
            report.PairsOverdue
        );
    }
}
