using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <param name="Item">One of the checklist's items.</param>
internal sealed record TickItem(string Item);

/// <param name="Go">True scales the pilot, false ends it.</param>
/// <param name="Evidence">What was measured, one value per KPI.</param>
/// <param name="Reason">Why it was decided so.</param>
internal sealed record DecideGateBody(bool Go, ImmutableArray<KpiEvidence>? Evidence, string Reason);

/// <param name="Enforced">False lets people of one reporting line be paired.</param>
/// <param name="Reason">Why; it stays on record.</param>
internal sealed record ReportingLineBody(bool Enforced, string Reason);

/// <param name="Name">The name of the new programme.</param>
internal sealed record DuplicateProgramme(string Name);

/// <summary>Either named people or all who fit a filter.</summary>
/// <param name="Origin">volunteer or designated.</param>
internal sealed record EnrolBody(
    ImmutableArray<EnrolParticipant>? Participants,
    EnrolFilter? Filter,
    EnrolmentOrigin Origin
);

/// <param name="Role">Null takes the person's default roles; both become two enrolments.</param>
internal sealed record EnrolParticipant(string Participant, PairRole? Role);
