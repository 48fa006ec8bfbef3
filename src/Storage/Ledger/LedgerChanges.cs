using System.Globalization;
using Binome.Storage.Rows;

namespace Binome.Storage.Ledger;

/// <summary>Turns states and their effects into the commit that is sent to the writer.</summary>
internal static class LedgerChanges
{
    /// <param name="state">Null clears the state.</param>
    public static LedgerChange Of(StateAddress address, string? etag, object? state, Effects? effects)
    {
        var further = effects?.Writes ?? [];
        if (further.Count > StorageLimits.WritesPerCommitMax)
            throw new ArgumentException($"More than {StorageLimits.WritesPerCommitMax} grains in one commit.");
        var grains = new GrainChange[further.Count + 1];
        grains[0] = Grain(address.Kind, address.Id, etag, state, effects);
        for (var i = 0; i < further.Count; i++)
            grains[i + 1] = Further(further[i]);
        RefuseTwice(grains);
        RefuseTooMuch(grains);
        return new LedgerChange(address.Tenant, grains);
    }

    private static GrainChange Further(GrainWrite write) =>
        write.State.Pending?.Writes.Count > 0
            ? throw new ArgumentException("A grain written by another one's commit writes no further grains.")
            : Grain(write.Grain, write.Id, write.ETag, write.State, write.State.Pending);

    private static GrainChange Grain(string kind, string id, string? etag, object? state, Effects? effects)
    {
        long? expected = etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);
        var body = state is null ? null : StateJson.Write(kind, id, state);
        var change = new GrainChange(kind, id, expected, body, StateJson.SchemaOf(state));
        return effects is null
            ? change
            : change with
            {
                Events = effects.Events.Count == 0 ? [] : [.. effects.Events.Select(EventJson.Change)],
                Rows = effects.Rows.Count == 0 ? [] : [.. effects.Rows.Select(RowTables.Change)],
                WakeUps = effects.WakeUps,
                Claims = effects.Claims,
            };
    }

    // Both writes would expect the same version, and the later would silently undo the earlier.
    private static void RefuseTwice(GrainChange[] grains)
    {
        if (grains.Length == 1)
            return;
        var seen = new HashSet<(string, string)>(grains.Length);
        foreach (var grain in grains)
            if (!seen.Add((grain.Kind, grain.Id)))
                throw new ArgumentException($"One commit writes {grain.Kind} {grain.Id} twice.");
    }

    private static void RefuseTooMuch(GrainChange[] grains)
    {
        var effects = 0;
        foreach (var grain in grains)
            effects += grain.Events.Length + grain.Rows.Length + grain.WakeUps.Count + grain.Claims.Count;
        if (effects > StorageLimits.EffectsPerCommitMax)
            throw new ArgumentException(
                $"{effects} effects in one commit, at most {StorageLimits.EffectsPerCommitMax}."
            );
    }
}
