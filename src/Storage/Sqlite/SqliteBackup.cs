using Microsoft.Data.Sqlite;

namespace Binome.Storage.Sqlite;

/// <summary>A copy of a SQLite database as of one instant, while another process may be writing to it.</summary>
public static class SqliteBackup
{
    private const string Partial = ".partial";

    /// <summary>Writes the copy beside its name first and checks it, so that what has the name is whole.</summary>
    /// <returns>The size of the copy in bytes.</returns>
    /// <exception cref="IOException">There is no database, or the file is there already, or the copy is not sound.</exception>
    public static long Write(string dataPath, string file)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
            throw new IOException($"{file} is there already; a backup replaces nothing.");
        var partial = file + Partial;
        File.Delete(partial);
        try
        {
            MakePrivate(partial);
            using (var source = Open(Path.Combine(Path.GetFullPath(dataPath), SqliteDatabase.FileName)))
                Execute(source, "VACUUM INTO $file", partial);
            using (var copy = Open(partial))
                if (Execute(copy, "PRAGMA integrity_check") is not "ok")
                    throw new IOException($"The copy of {dataPath} is not sound; the database may be damaged.");
            using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(partial, file);
            return new FileInfo(file).Length;
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The database can't be copied: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    // It holds what the database holds. SQLite fills a file that is empty.
    private static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    private static SqliteConnection Open(string path)
    {
        if (!File.Exists(path))
            throw new IOException($"There is no database at {path}.");
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql, string? file = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        if (file is not null)
            command.Parameters.AddWithValue("$file", file);
        return command.ExecuteScalar();
    }
}
