using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Binome.Storage.Moving;
using Binome.Storage.Sqlite;

namespace Binome.Api.Tests.House;

/// <summary>All that is stored, as somebody who has the database or a full export could read it.</summary>
internal static class Stored
{
    /// <summary>Every column of every row, on either database, and on SQLite the files as they lie and a backup of them.</summary>
    public static async Task<string> Text(ApiFixture house)
    {
        var text = new StringBuilder();
        using var archive = new MemoryStream();
        house.Service<StorageArchive>().Export(archive).Rows.ShouldBeGreaterThan(0);
        archive.Position = 0;
        using var lines = new StreamReader(new GZipStream(archive, CompressionMode.Decompress));
        while (await lines.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Array)
                foreach (var column in json.RootElement.EnumerateArray())
                    Append(text, column);
        }
        var databases = Directory.GetFiles(house.Folder, "binome.db", SearchOption.AllDirectories);
        (databases.Length > 0).ShouldBe(house.Storage.IsSqlite);
        foreach (var database in databases)
        {
            var folder = Path.GetDirectoryName(database)!;
            var backup = Path.Combine(folder, $"{Guid.NewGuid():N}.backup");
            SqliteBackup.Write(folder, backup);
            foreach (var file in Directory.EnumerateFiles(folder, "binome.db*").Append(backup))
                text.Append(await Raw(file));
            File.Delete(backup);
        }
        return text.ToString();
    }

    private static async Task<string> Raw(string file)
    {
        await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(bytes, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private static void Append(StringBuilder text, JsonElement column)
    {
        text.Append(column.ToString()).Append('\n');
        if (column.ValueKind == JsonValueKind.String && column.TryGetBytesFromBase64(out var bytes))
            text.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
    }
}
