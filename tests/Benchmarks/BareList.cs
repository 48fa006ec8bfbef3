using System.Buffers;
using Microsoft.Data.Sqlite;

namespace Binome.Benchmarks;

/// <summary>The query behind the list of pairs, on a connection of its own, for one caller at a time.</summary>
internal sealed class BareList : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand query;

    public BareList(string data)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection($"Data Source={Path.Combine(data, "binome.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var tenant = connection.CreateCommand();
        tenant.CommandText = "SELECT tenant FROM pairs LIMIT 1";
        query = connection.CreateCommand();
        query.CommandText = "SELECT id, version, body FROM pairs WHERE tenant = @tenant ORDER BY id DESC LIMIT 101";
        query.Parameters.AddWithValue("@tenant", tenant.ExecuteScalar());
        query.Prepare();
    }

    /// <summary>Writes the rows as they are stored.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using var reader = query.ExecuteReader();
        while (reader.Read())
            output.Write(reader.GetFieldValue<byte[]>(2));
    }

    public void Dispose()
    {
        query.Dispose();
        connection.Dispose();
    }
}
