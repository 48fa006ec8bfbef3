namespace Binome.Storage.Tests.Sqlite;

public sealed class SqliteCommitTests : CommitSuite<SqliteFixture>;

public sealed class SqliteStateTests : StateSuite<SqliteFixture>;

public sealed class SqliteClaimTests : ClaimSuite<SqliteFixture>;
