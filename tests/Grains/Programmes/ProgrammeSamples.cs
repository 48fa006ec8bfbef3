using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;

namespace Binome.Grains.Tests.Programmes;

internal static class ProgrammeSamples
{
    public const string ProgrammeId = "prg_1";

    public static readonly ActingMember Cora = new("mbr_cora", "Cora", "cora@acme.example");

    public static Actor By(string commandId) => new(commandId, "sgn_1", Cora);

    /// <summary>All that a launch asks for.</summary>
    public static ProgrammeChange Complete(ProgrammeKind kind = ProgrammeKind.Reverse) =>
        new()
        {
            Name = "Reverse 2026",
            Kind = kind,
            Goals = (ImmutableArray<Goal>?)[new Goal("skills", "Learn AI")],
            Owner = new NamedPerson("Cora", null),
            Sponsor = new Sponsor("Ada", null, "One hour a month"),
            StartsOn = new DateOnly(2026, 3, 2),
            Acceptance = (AcceptanceRule?)AcceptanceRule.NotRequired,
            Charter = (CharterRule?)CharterRule.NotRequired,
            Rhythm = Tests.Pairs.PairSamples.Plain,
        };

    public static ProgrammeState Created(ProgrammeChange? change = null) =>
        ProgrammeRules.Create(ProgrammeId, change ?? Complete(), Moments.Start).Value.State;

    public static ProgrammeState Ready(ProgrammeChange? change = null) =>
        ChecklistItems.All.Aggregate(
            Created(change),
            (state, item) => ProgrammeRules.Check(ProgrammeId, state, item, Cora, Moments.Start).Value.State
        );

    public static ProgrammeState In(ProgrammePhase phase) => Ready() with { Phase = phase };
}
