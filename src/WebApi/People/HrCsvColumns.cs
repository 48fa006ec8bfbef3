using System.Collections.Frozen;
using Binome.Contracts.People;

namespace Binome.WebApi.People;

/// <summary>The columns that a file may have, by their canonical names.</summary>
/// <param name="Required">Those it can't do without.</param>
/// <param name="Known">Those that are read, the required ones too.</param>
/// <param name="OpenPrefix">What the names of further columns begin with that are read under any name; null when there are none.</param>
internal sealed record HrCsvColumns(ImmutableArray<string> Required, FrozenSet<string> Known, string? OpenPrefix = null)
{
    public static readonly HrCsvColumns OfImport = new(
        ImportColumns.Required,
        ImportColumns.All.ToFrozenSet(StringComparer.Ordinal),
        ImportColumns.AttributePrefix
    );

    public bool Contains(string name) =>
        Known.Contains(name)
        || (
            OpenPrefix is { } prefix && name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)
        );
}
