using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Binome.Storage.Moving;

namespace Binome.Api.Tests.House;

/// <summary>All that is stored, as somebody who has the database or a full export could read it.</summary>
internal static class Stored
{
    /// <summary>Every column of every row, on either database, and on SQLite the files as they lie.</summary>
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
        foreach (var file in Directory.EnumerateFiles(house.Folder, "*.db*"))
        {
            await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(bytes, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement column)
    {
        text.Append(column.ToString()).Append('\n');
        if (column.ValueKind == JsonValueKind.String && column.TryGetBytesFromBase64(out var bytes))
            text.Append(Encoding.UTF8.GetString(bytes)).Append('\n');
    }
}
