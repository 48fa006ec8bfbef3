using System.Text;
using Binome.Contracts.Pairs;
using Binome.Contracts.Privacy;
using Binome.Contracts.Sessions;

namespace Binome.Grains.Sessions;

/// <summary>The reflection itself is its row; the state only knows that it is there.</summary>
internal sealed record ReflectionState : LedgerState
{
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

internal sealed class ReflectionGrain(
    [PersistentState(GrainKinds.Reflection, GrainKinds.Storage)] IPersistentState<ReflectionState> reflection,
    IPairRows pairs,
    ISessionRows sessions,
    IPrivateWords privateWords,
    TenantClock clock
) : Grain, IReflectionGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<Outcome<SavedReflection>> Reflect(Reflect command)
    {
        var (tenant, id) = Key;
        var pair = (await pairs.Find(tenant, command.PairId))?.Row;
        var session = (await sessions.Find(tenant, command.PairId, command.SessionId))?.Row;
        if (ReflectionRules.Refusal(id, pair, session, command) is { } refusal)
            return refusal;

        var now = clock.Now(tenant);
        var (words, advice) = await Sealed(tenant, id, command);
        var isNew = !reflection.RecordExists;
        var next = reflection.State with { CreatedAt = isNew ? now : reflection.State.CreatedAt, UpdatedAt = now };
        var row = new ReflectionRow(
            id,
            command.PairId,
            command.SessionId,
            command.ParticipantId,
            command.Useful,
            command.Taught,
            command.SetAgenda,
            words,
            command.Shared,
            advice,
            next.CreatedAt,
            now
        );
        await reflection.Commit(next, ReflectionRules.Effects(pair!, row, isNew));
        return new SavedReflection(row, reflection.Version());
    }

    private async Task<(string? Words, string? Advice)> Sealed(string tenant, string id, Reflect command)
    {
        var (words, advice) = (ReflectionRules.Written(command.Words), ReflectionRules.Written(command.Advice));
        var place = new PrivatePlace(tenant, command.ParticipantId, id);
        return (
            words is null ? null : await privateWords.Seal(place, Text(words)),
            advice is null ? null : await privateWords.Seal(place with { Field = $"{id}/advice" }, Text(advice))
        );
    }

    private static string Text<T>(T words) => Encoding.UTF8.GetString(LedgerJson.Write(words));
}
