using Binome.Contracts.Pairs;
using Binome.Contracts.People;

namespace Binome.Storage.Tests;

/// <summary>Every filter alone and all of them together; each fits the second of three rows only.</summary>
public static class TestFilters
{
    public static TheoryData<ParticipantFilter> People =>
        [
            new ParticipantFilter(Subsidiary: "Lyon"),
            new ParticipantFilter(Country: "FR"),
            new ParticipantFilter(JobFamily: "finance"),
            new ParticipantFilter(Language: "fr"),
            new ParticipantFilter(Roles: DefaultRoles.Both),
            new ParticipantFilter(Email: "Zoe@Example.com"),
            new ParticipantFilter(ManagerEmployeeId: "e-boss"),
            new ParticipantFilter("Lyon", "FR", "finance", "fr", DefaultRoles.Both, "zoe@example.com", "e-boss"),
        ];

    public static TheoryData<PairFilter> Pairs =>
        [
            new PairFilter(ProgrammeId: "prg_9"),
            new PairFilter(Phase: PairPhase.Closed),
            new PairFilter(MentorId: "ptc_8"),
            new PairFilter(MenteeId: "ptc_9"),
            new PairFilter(Overdue: true),
            new PairFilter("prg_9", PairPhase.Closed, "ptc_8", "ptc_9", true),
        ];
}
