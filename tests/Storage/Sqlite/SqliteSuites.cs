namespace Binome.Storage.Tests.Sqlite;

public sealed class SqliteStateTests : StateSuite<SqliteFixture>;

public sealed class SqliteCommitTests : CommitSuite<SqliteFixture>;

public sealed class SqliteClaimTests : ClaimSuite<SqliteFixture>;

public sealed class SqliteEventTests : EventSuite<SqliteFixture>;

public sealed class SqliteWakeUpTests : WakeUpSuite<SqliteFixture>;

public sealed class SqliteSandboxTests : SandboxSuite<SqliteFixture>;

public sealed class SqlitePeopleTests : PeopleSuite<SqliteFixture>;

public sealed class SqliteIntakeTests : IntakeSuite<SqliteFixture>;

public sealed class SqliteGuideTests : GuideSuite<SqliteFixture>;

public sealed class SqliteMessageTests : MessageSuite<SqliteFixture>;

public sealed class SqliteImportTests : ImportSuite<SqliteFixture>;

public sealed class SqliteExportTests : ExportSuite<SqliteFixture>;

public sealed class SqliteProgrammeTests : ProgrammeSuite<SqliteFixture>;

public sealed class SqliteMatchingTests : MatchingSuite<SqliteFixture>;

public sealed class SqliteCredentialTests : CredentialSuite<SqliteFixture>;

public sealed class SqliteIdempotencyTests : IdempotencySuite<SqliteFixture>;

public sealed class SqliteMemberTests : MemberSuite<SqliteFixture>;
