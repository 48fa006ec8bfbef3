using Microsoft.Data.Sqlite;

namespace Binome.Storage.Tests.Sqlite;

public sealed class SqliteFixture : StorageFixture
{
    public SqliteFixture() { }

    internal SqliteFixture(string folder)
        : base(folder) { }

    public string DatabasePath => Path.Combine(Folder, "binome.db");

    public override void Tamper(string sql) => Execute(sql);

    public override void FailWakeUpsNamed(string name) =>
        Execute(
            $"""
            CREATE TRIGGER poison BEFORE INSERT ON wake_ups WHEN NEW.name = '{name}'
            BEGIN SELECT RAISE(ABORT, 'poisoned'); END
            """
        );

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
