namespace Binome.Contracts.Ledger;

/// <summary>A row of the read model. Only the grain that owns the resource emits it.</summary>
public interface IRow
{
    /// <summary>The resource's id; the tenant is that of the committing grain.</summary>
    string Id { get; }
}

/// <summary>A row as it is stored, with the version of the commit that wrote it (the ETag of the resource).</summary>
[GenerateSerializer, Immutable, Alias("binome.stored`1")]
public sealed record Stored<T>([property: Id(0)] T Row, [property: Id(1)] long Version);

/// <summary>Which part of a list is asked for: newest first, at most <paramref name="Limit"/> rows after the row <paramref name="After"/>.</summary>
public sealed record PageOf(int Limit, string? After);

/// <summary>A part of a list.</summary>
public sealed record Slice<T>(ImmutableArray<Stored<T>> Items, bool HasMore);

/// <summary>A row as the bytes that are stored, for those whose stored form is the form of the API.</summary>
public sealed record StoredJson(string Id, long Version, byte[] Json);
