using Binome.Contracts.Pairs;
using Binome.Contracts.Sessions;

namespace Binome.Api.Tests.Edge;

internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, 500, TimeSpan.Zero);
    public static readonly string PairId = Ids.New(Ids.Pair, Noon);

    public const string SessionBody =
        """{"status":"held","starts_at":"2026-01-05T10:00:00Z","duration_minutes":60,"format":"video"}""";

    public static PairRow Pair(string? id = null) =>
        new(
            id ?? PairId,
            Ids.New(Ids.Programme, Noon),
            Ids.New(Ids.Participant, Noon),
            Ids.New(Ids.Participant, Noon),
            PairPhase.Active,
            0.75,
            new PairDecision("prop_1", new ActingMember("mbr_1", "Hélène Vasseur", "helene@acme.example"), null, Noon),
            Noon,
            Noon.AddDays(21),
            null,
            false,
            null,
            null,
            0,
            0,
            0,
            null,
            null,
            null,
            null,
            Noon,
            Noon
        );

    public static SavedSession Session(AddSession command, string pairId) =>
        new(
            new SessionRow(
                command.SessionId,
                pairId,
                Ids.New(Ids.Programme, Noon),
                null,
                command.Status,
                command.StartsAt,
                command.DurationMinutes,
                command.Format,
                true,
                Noon,
                Noon
            ),
            3
        );
}
