using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pairs;

/// <param name="Reason">For those who follow the pair; a separation needs one.</param>
internal sealed record MovePairBody(string? Reason);

/// <param name="PrivateReason">Kept encrypted for its author; nobody who follows the pair ever sees it.</param>
internal sealed record DeclinePairBody(string? PrivateReason);

/// <param name="Version">The version of the charter that was read.</param>
internal sealed record SignCharterBody(int Version);

/// <param name="Rhythm">Left out, the defaults.</param>
internal sealed record ChangeCadenceBody(Cadence Cadence, Rhythm? Rhythm);

/// <summary>What moved a pair on, or one of its sides.</summary>
/// <param name="By">Null when time, the end of the programme or an API key did it.</param>
/// <param name="Participant">The side that answered; null for a coordinator.</param>
internal sealed record PairStepView(
    string Id,
    DateTimeOffset Created,
    string Pair,
    PairStep Step,
    PairPhase From,
    PairPhase To,
    ActingMember? By,
    string? Participant,
    string? Reason
)
{
    public string Object { get; } = "pair_step";

    public static PairStepView Of(PairStepRow row) =>
        new(row.Id, row.CreatedAt, row.PairId, row.Step, row.From, row.To, row.By, row.ParticipantId, row.Reason);
}
