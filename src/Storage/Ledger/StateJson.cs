using System.Text.Json;

namespace Binome.Storage.Ledger;

/// <summary>Where a state is stored.</summary>
internal readonly record struct StateAddress(string Tenant, string Kind, string Id)
{
    public override string ToString() => $"{Kind} {Tenant}/{Id}";
}

/// <summary>States as bytes, within their limit and of a schema this release knows.</summary>
internal static class StateJson
{
    public static byte[] Write(string kind, string id, object state)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(state, state.GetType(), LedgerJson.Options);
        return body.Length <= Limits.StateBytesMax
            ? body
            : throw new InvalidOperationException(
                $"The state of {kind} {id} is {body.Length} bytes, at most {Limits.StateBytesMax}."
            );
    }

    public static int SchemaOf(object? state) =>
        state is LedgerState ledgered ? ledgered.Schema : LedgerState.SchemaCurrent;

    /// <exception cref="NotSupportedException">A newer release wrote it.</exception>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(StateRecord record) =>
        record.Schema is < 1 or > LedgerState.SchemaCurrent
            ? throw new NotSupportedException(
                $"State {record.Id} has schema {record.Schema}; this release knows up to {LedgerState.SchemaCurrent}."
            )
            : LedgerJson.Read<T>(record.Body);
}
