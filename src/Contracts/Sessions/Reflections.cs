using Binome.Contracts.Ledger;

namespace Binome.Contracts.Sessions;

/// <summary>What one of the two says of a session that was held. Key: tenant and the id of <see cref="ReflectionRow.IdOf"/>.</summary>
[Alias("binome.reflection")]
public interface IReflectionGrain : IGrainWithStringKey
{
    /// <summary>Writes one's own reflection, or writes it anew. Repeating it answers the same.</summary>
    /// <returns>
    /// Fails with <c>resource.not_found</c> for anybody else and for an unknown session, <c>session.state</c> for one that was not held,
    /// <c>person_required</c> or <c>field.…</c>.
    /// </returns>
    [Alias("reflect")]
    Task<Outcome<SavedReflection>> Reflect(Reflect command);
}

/// <summary>Was the session useful?</summary>
[GenerateSerializer, Alias("binome.usefulness")]
public enum Usefulness
{
    No,
    Somewhat,
    Yes,
}

/// <summary>Which of the two it was, for the most part.</summary>
[GenerateSerializer, Alias("binome.pair_share")]
public enum PairShare
{
    Mentor,
    Mentee,
    Both,
}

/// <param name="ParticipantId">The side that reflects: the participant whom the signed-in member is.</param>
/// <param name="Taught">Who mostly taught.</param>
/// <param name="SetAgenda">Who set the agenda; null when not said.</param>
/// <param name="Words">For the author, and for the other side when they are shared.</param>
/// <param name="Advice">For both.</param>
[GenerateSerializer, Immutable, Alias("binome.reflect")]
public sealed record Reflect(
    string PairId,
    string SessionId,
    string ParticipantId,
    Usefulness Useful,
    PairShare Taught,
    PairShare? SetAgenda,
    ReflectionWords Words,
    bool Shared,
    ReflectionAdvice Advice,
    Actor Actor
);

/// <summary>What somebody writes of a session; at most <see cref="Limits.ReflectionCharactersMax"/> characters each.</summary>
/// <param name="Insight">What the author now sees differently.</param>
/// <param name="NextStep">What the author will do next.</param>
[GenerateSerializer, Immutable, Alias("binome.reflection_words")]
public sealed record ReflectionWords(string? Note, string? Insight, string? NextStep);

/// <summary>Advice that can be acted on; at most <see cref="Limits.AdviceCharactersMax"/> characters each.</summary>
/// <param name="PersonToMeet">Somebody whom the other side should meet.</param>
/// <param name="ProjectToJoin">Something in which the other side could take part.</param>
[GenerateSerializer, Immutable, Alias("binome.reflection_advice")]
public sealed record ReflectionAdvice(string? PersonToMeet, string? ProjectToJoin);

/// <summary>A reflection as it is stored: answers for their author alone, words sealed under the author's key.</summary>
/// <param name="SealedWords">A <see cref="ReflectionWords"/>; null when nothing was written.</param>
/// <param name="Shared">The other side may read them.</param>
/// <param name="SealedAdvice">A <see cref="ReflectionAdvice"/>; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("binome.reflection_row")]
public sealed record ReflectionRow(
    string Id,
    string PairId,
    string SessionId,
    string AuthorId,
    Usefulness Useful,
    PairShare Taught,
    PairShare? SetAgenda,
    string? SealedWords,
    bool Shared,
    string? SealedAdvice,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow
{
    /// <summary>The one reflection of a person on a session.</summary>
    public static string IdOf(string sessionId, string participantId) =>
        Ids.Derived(Ids.Reflection, Ids.CreatedAt(sessionId), sessionId, participantId);
}

[GenerateSerializer, Immutable, Alias("binome.saved_reflection")]
public sealed record SavedReflection(ReflectionRow Reflection, long Version);

public interface IReflectionRows
{
    Task<Stored<ReflectionRow>?> Find(string tenant, string pairId, string id);

    /// <summary>Of both sides, those of the last session first.</summary>
    Task<Slice<ReflectionRow>> List(string tenant, string pairId, PageOf page);

    /// <summary>How many of the two have reflected on each of a pair's sessions; sessions without any are left out.</summary>
    Task<ImmutableDictionary<string, int>> Counts(string tenant, string pairId);
}
