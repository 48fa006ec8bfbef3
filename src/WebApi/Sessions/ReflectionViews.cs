using Binome.Contracts.Sessions;

namespace Binome.WebApi.Sessions;

/// <summary>What one of the two said of a session. The answers are their author's alone.</summary>
/// <param name="Author">The participant who wrote it.</param>
/// <param name="Useful">Null in what the other side shared.</param>
/// <param name="Taught">As useful.</param>
/// <param name="SetAgenda">As useful; null also when not said.</param>
/// <param name="Note">Null when none was written, or when nobody can read it any more.</param>
/// <param name="Shared">The other side reads note, insight and next step.</param>
/// <param name="PersonToMeet">For both, as project_to_join.</param>
internal sealed record ReflectionView(
    string Id,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    string Pair,
    string Session,
    string Author,
    Usefulness? Useful,
    PairShare? Taught,
    PairShare? SetAgenda,
    string? Note,
    string? Insight,
    string? NextStep,
    bool Shared,
    string? PersonToMeet,
    string? ProjectToJoin
)
{
    public ReflectionView(ReflectionRow row, ReflectionWords? words, ReflectionAdvice? advice)
        : this(
            row.Id,
            row.CreatedAt,
            row.UpdatedAt,
            row.PairId,
            row.SessionId,
            row.AuthorId,
            row.Useful,
            row.Taught,
            row.SetAgenda,
            words?.Note,
            words?.Insight,
            words?.NextStep,
            row.Shared,
            advice?.PersonToMeet,
            advice?.ProjectToJoin
        ) { }

    public string Object { get; } = "reflection";
}

/// <param name="Useful">Was the session useful? For the author alone.</param>
/// <param name="Taught">Who mostly taught? For the author alone.</param>
/// <param name="SetAgenda">Who set the agenda? For the author alone.</param>
/// <param name="Note">At most 2,000 characters, encrypted; for the author, and for the other side when it is shared.</param>
/// <param name="Insight">What the author now sees differently; as note.</param>
/// <param name="NextStep">As note.</param>
/// <param name="Shared">Left out, false.</param>
/// <param name="PersonToMeet">Whom the other side should meet: at most 300 characters, encrypted; for both.</param>
/// <param name="ProjectToJoin">As person_to_meet.</param>
internal sealed record WriteReflectionBody(
    Usefulness Useful,
    PairShare Taught,
    PairShare? SetAgenda,
    string? Note,
    string? Insight,
    string? NextStep,
    bool? Shared,
    string? PersonToMeet,
    string? ProjectToJoin
);
