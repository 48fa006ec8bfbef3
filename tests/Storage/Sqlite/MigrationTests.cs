using Binome.Storage.Migrations;
using Binome.Storage.Sqlite;

namespace Binome.Storage.Tests.Sqlite;

public sealed class MigrationTests : IDisposable
{
    private static readonly Migration First = new(1, "0001_first.sql", "CREATE TABLE one (id INTEGER);");
    private static readonly Migration Second = new(2, "0002_second.sql", "CREATE TABLE two (id INTEGER);");
    private readonly string folder = Directory.CreateTempSubdirectory("binome-migrations-").FullName;
    private readonly SqliteSession session;

    public MigrationTests() => session = new SqliteSession(Path.Combine(folder, "test.db"));

    [Fact]
    public void Apply_WhenSomeAreMissing_AppliesThoseInOrder()
    {
        Apply(First).ShouldBe(1);

        Apply(First, Second).ShouldBe(1);

        Apply(First, Second).ShouldBe(0);
    }

    [Fact]
    public void Apply_WhenAnAppliedOneWasChanged_Refuses()
    {
        Apply(First);

        var failure = Should.Throw<MigrationException>(() => Apply(First with { Script = "CREATE TABLE other (id);" }));

        failure.Message.ShouldContain(First.Name);
    }

    [Fact]
    public void Apply_WhenOnlyLineEndingsDiffer_TakesItForTheSame()
    {
        Apply(First with { Script = "CREATE TABLE one (\nid INTEGER);" });

        Apply(new Migration(1, First.Name, "CREATE TABLE one (\r\nid INTEGER);")).ShouldBe(0);
    }

    [Fact]
    public void Apply_WhenTheDatabaseIsNewer_Refuses()
    {
        Apply(First, Second);

        Should.Throw<MigrationException>(() => Apply(First)).Message.ShouldContain("newer release");
    }

    [Fact]
    public void Apply_WhenAScriptFailsHalfWay_LeavesNothingOfIt()
    {
        var broken = new Migration(2, "0002_broken.sql", "CREATE TABLE two (id INTEGER); CREATE TABLE one (id);");
        Apply(First);
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => Apply(First, broken));

        Apply(First, Second).ShouldBe(1);
    }

    [Fact]
    public void Embedded_InTheProgram_AreNumberedFromOneWithoutGaps()
    {
        var migrations = Migration.Embedded();

        migrations.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, migrations.Length));
        migrations.ShouldNotBeEmpty();
    }

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // A record's copy keeps the checksum of its original, so each is made anew.
    private int Apply(params Migration[] migrations) =>
        SqliteMigrations.Apply(
            session,
            [.. migrations.Select(migration => new Migration(migration.Number, migration.Name, migration.Script))],
            StorageFixture.Start
        );
}
