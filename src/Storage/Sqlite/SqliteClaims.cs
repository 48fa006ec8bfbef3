using Binome.Storage.Ledger;

namespace Binome.Storage.Sqlite;

/// <summary>Unique values. Within a commit releases come first, so that a value can move from one grain to another.</summary>
internal static class SqliteClaims
{
    /// <summary>The first claim that another grain would still hold after the commit's releases; writes nothing.</summary>
    public static LedgerConflict? FindConflict(SqliteLedgerStatements statements, LedgerChange change)
    {
        HashSet<(string, string, string, string)>? released = null;
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims)
            if (!claim.Held)
                (released ??= []).Add((claim.Kind, claim.Value, grain.Kind, grain.Id));

        // Two grains of one commit can want the same value, which is no more theirs than anybody's.
        Dictionary<(string, string), GrainChange>? claimed = change.Grains.Length == 1 ? null : [];
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims)
        {
            if (!claim.Held)
                continue;
            var rival =
                claimed is not null
                && !claimed.TryAdd((claim.Kind, claim.Value), grain)
                && !ReferenceEquals(claimed[(claim.Kind, claim.Value)], grain);
            if (rival || HeldElsewhere(statements, change.Tenant, grain, claim, released))
                return new LedgerConflict(claim.Kind, claim.Value, grain.Id);
        }
        return null;
    }

    public static void Write(SqliteLedgerStatements statements, LedgerChange change)
    {
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims)
            if (!claim.Held)
                statements.WriteClaim(change.Tenant, grain, claim);
        foreach (var grain in change.Grains)
        foreach (var claim in grain.Claims)
            if (claim.Held)
                statements.WriteClaim(change.Tenant, grain, claim);
    }

    private static bool HeldElsewhere(
        SqliteLedgerStatements statements,
        string tenant,
        GrainChange grain,
        ClaimChange claim,
        HashSet<(string, string, string, string)>? released
    ) =>
        statements.FindHolder(tenant, claim) is { } holder
        && (holder.Kind != grain.Kind || holder.Id != grain.Id)
        && released?.Contains((claim.Kind, claim.Value, holder.Kind, holder.Id)) != true;
}
