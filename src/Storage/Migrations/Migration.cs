using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Storage.Migrations;

/// <summary>A numbered script of this release, written once for every kind of database.</summary>
internal sealed record Migration(int Number, string Name, string Script)
{
    private const string Folder = ".Storage.Migrations.";

    public const string TableSql = """
        CREATE TABLE IF NOT EXISTS migrations (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at INTEGER NOT NULL
        )
        """;

    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n"))));

    /// <summary>Those built into the program, by number.</summary>
    public static ImmutableArray<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
                .Select(resource =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                    var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
                    var number = int.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture);
                    return new Migration(number, name, reader.ReadToEnd());
                })
                .OrderBy(migration => migration.Number),
        ];
    }

    /// <summary>Those that a database does not have yet.</summary>
    /// <param name="applied">What it has: numbers and checksums.</param>
    /// <exception cref="MigrationException">The database is newer than the program, or was built with another script.</exception>
    public static ImmutableArray<Migration> Missing(
        Dictionary<int, string> applied,
        ImmutableArray<Migration> migrations
    )
    {
        var known = migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, checksum) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
                throw new MigrationException(
                    $"The database has migration {number}, which this release does not know. Start the newer release."
                );
            if (migration.Checksum != checksum)
                throw new MigrationException(
                    $"Migration {migration.Name} is not the one the database was built with. Migrations are never changed."
                );
        }
        return [.. migrations.Where(migration => !applied.ContainsKey(migration.Number))];
    }
}
