namespace Binome.Storage.Tests.PostgreSql;

public sealed class PostgreSqlStateTests : StateSuite<PostgreSqlFixture>;

public sealed class PostgreSqlCommitTests : CommitSuite<PostgreSqlFixture>;

public sealed class PostgreSqlClaimTests : ClaimSuite<PostgreSqlFixture>;

public sealed class PostgreSqlEventTests : EventSuite<PostgreSqlFixture>;

public sealed class PostgreSqlWakeUpTests : WakeUpSuite<PostgreSqlFixture>;

public sealed class PostgreSqlSandboxTests : SandboxSuite<PostgreSqlFixture>;

public sealed class PostgreSqlPeopleTests : PeopleSuite<PostgreSqlFixture>;

public sealed class PostgreSqlIntakeTests : IntakeSuite<PostgreSqlFixture>;

public sealed class PostgreSqlGuideTests : GuideSuite<PostgreSqlFixture>;

public sealed class PostgreSqlMessageTests : MessageSuite<PostgreSqlFixture>;

public sealed class PostgreSqlImportTests : ImportSuite<PostgreSqlFixture>;

public sealed class PostgreSqlExportTests : ExportSuite<PostgreSqlFixture>;

public sealed class PostgreSqlProgrammeTests : ProgrammeSuite<PostgreSqlFixture>;

public sealed class PostgreSqlMatchingTests : MatchingSuite<PostgreSqlFixture>;

public sealed class PostgreSqlCredentialTests : CredentialSuite<PostgreSqlFixture>;

public sealed class PostgreSqlIdempotencyTests : IdempotencySuite<PostgreSqlFixture>;

public sealed class PostgreSqlMemberTests : MemberSuite<PostgreSqlFixture>;
