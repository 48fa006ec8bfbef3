using System.Security.Cryptography;
using Binome.Contracts.Privacy;

namespace Binome.Grains.Privacy;

internal sealed record PrivateKeyState : LedgerState
{
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>The key itself stands in one place only, its row, so that erasing it there leaves none behind.</summary>
internal sealed class PrivateKeyGrain(
    [PersistentState(GrainKinds.PrivateKey, GrainKinds.Storage)] IPersistentState<PrivateKeyState> key,
    IPrivateKeyRows rows,
    IKeySeal seal,
    TenantClock clock
) : Grain, IPrivateKeyGrain
{
    private (string Tenant, string Id) Key => GrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<string?> Ensure()
    {
        var (tenant, id) = Key;
        if (key.RecordExists)
            return (await rows.Find(tenant, id))?.SealedKey;
        var now = clock.Now(tenant);
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(PrivateWords.KeyBytes));
        var row = new PrivateKeyRow(id, seal.Seal(tenant, id, made), now, ErasedAt: null);
        await key.Commit(new PrivateKeyState { CreatedAt = now }, new Effects().Row(row));
        return row.SealedKey;
    }

    public async Task Erase()
    {
        var (tenant, id) = Key;
        if (key.State.ErasedAt is not null)
            return;
        var now = clock.Now(tenant);
        var erased = key.State with { CreatedAt = key.RecordExists ? key.State.CreatedAt : now, ErasedAt = now };
        await key.Commit(erased, new Effects().Row(new PrivateKeyRow(id, null, erased.CreatedAt, now)));
    }
}
