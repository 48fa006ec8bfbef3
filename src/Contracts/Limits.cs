namespace Binome.Contracts;

/// <summary>Every bound of the product in one place; units stand last in the name.</summary>
public static class Limits
{
    public const int NameCharactersMax = 200;
    public const int TextCharactersMax = 4_000;
    public const int CodeCharactersMax = 64;
    public const int EmailCharactersMax = 254;
    public const int ListItemsMax = 100;

    public const int SkillsPerPersonMax = 50;
    public const int IntentionsPerPersonMax = 20;
    public const int ThemesPerPersonMax = 20;
    public const int AttributesPerPersonMax = 20;
    public const int SeniorityLevelMax = 5;
    public const int SkillLevelMax = 5;

    /// <summary>UN-style caps: a mentor accompanies at most three mentees, a mentee has at most two mentors.</summary>
    public const int MentorCapacityDefault = 3;
    public const int MenteeCapacityDefault = 2;
    public const int CapacityMax = 20;

    public const int ImportRowsMax = 50_000;
    public const int ImportBytesMax = 64 * 1024 * 1024;
    public const int ImportChunkRows = 500;
    public const int ImportProblemsPerRowMax = 10;

    /// <summary>A full file by which more of the people would leave than these in a hundred waits until somebody confirms it.</summary>
    public const int LeaversPercentMax = 10;

    /// <summary>Leavers that an import which waits names; the count is of all.</summary>
    public const int LeaversListedMax = 500;

    public const int ExportRowsMax = 1_000_000;

    /// <summary>Rows that are read and written at once; the memory of an export.</summary>
    public const int ExportPieceRows = 5_000;

    /// <summary>Exports of one tenant that are not over.</summary>
    public const int ExportsRunningMax = 5;

    public const int SubsidiariesListedMax = 500;

    public const int EnrolmentsPerCallMax = 5_000;
    public const int ParticipantsPerProgrammeMax = 20_000;
    public const int PeoplePerTenantMax = 200_000;

    /// <summary>Proposals of one run become visible in one commit.</summary>
    public const int ProposalsPerRunMax = 10_000;
    public const int DecisionsPerCallMax = 1_000;
    public const int PublishChunkPairs = 100;

    /// <summary>Living pairs that are read at once when their rules are looked at again.</summary>
    public const int RuleLookPairs = 500;

    /// <summary>Couples that are kept apart in one programme.</summary>
    public const int ExclusionsPerProgrammeMax = 5_000;

    /// <summary>Pairs that people set or forbid in one run; each is priced by solving again.</summary>
    public const int ManualChangesPerRunMax = 50;

    /// <summary>Pairs and people that a comparison of two runs names, of each kind; the counts are of all.</summary>
    public const int ComparisonItemsMax = 1_000;

    /// <summary>A job that was taken up this often without getting any further has failed.</summary>
    public const int JobResumesMax = 10;

    public const int AcceptanceDaysDefault = 3;
    public const int AcceptanceDaysMax = 30;

    /// <summary>Why a pair was declined, paused or separated.</summary>
    public const int ReasonCharactersMax = 1_000;

    /// <summary>Pairs that follow their closing programme in one turn of it.</summary>
    public const int FollowChunkPairs = 200;

    public const int RemindersMax = 5;
    public const int ReminderDaysMax = 60;
    public const int CadenceDaysMax = 365;
    public const int HolidaysMax = 200;

    public const int CharterCharactersMax = 10_000;
    public const int CharterVersionsMax = 1_000;

    /// <summary>Resources that the business of one programme worded.</summary>
    public const int ResourcesPerProgrammeMax = 50;
    public const int ResourceCharactersMax = 10_000;

    /// <summary>Each text of a workshop, whose state holds both beside its people.</summary>
    public const int WorkshopCharactersMax = 2_000;
    public const int WorkshopPeopleMax = 400;

    /// <summary>People who are told of a workshop in one commit.</summary>
    public const int WorkshopTellChunkPeople = 100;

    /// <summary>Changes of a workshop back to which is looked for the last thing that somebody heard of it.</summary>
    public const int WorkshopChangesLookedBackMax = 20;

    /// <summary>Programmes that one person is shown what they are given to read in.</summary>
    public const int ProgrammesPerPersonMax = 50;

    /// <summary>Points, wants and suggestions that are neither finished nor dropped.</summary>
    public const int AgendaItemsPerPairMax = 20;

    /// <summary>Suggestions that wait for the mentee.</summary>
    public const int SuggestionsPerPairMax = 5;
    public const int AgendaItemCharactersMax = 300;

    /// <summary>Open and reached ones; what was dropped does not count.</summary>
    public const int ObjectivesPerPairMax = 12;
    public const int CriterionCharactersMax = 300;

    /// <summary>Each text of a reflection.</summary>
    public const int ReflectionCharactersMax = 2_000;
    public const int AdviceCharactersMax = 300;

    public const int OpenSessionsPerPairMax = 20;
    public const int SessionMinutesMax = 24 * 60;
    public const int CommandsRememberedPerGrain = 8;

    public const int PageDefault = 25;
    public const int PageMax = 100;
    public const int KeysPerTenantMax = 50;

    /// <summary>How often a change is decided anew because what else it writes had moved on.</summary>
    public const int ConflictsPerCommitMax = 8;

    public const int StateBytesMax = 64 * 1024;
    public const int WakeUpShards = 64;
    public const int WakeUpAttemptsMax = 12;

    /// <summary>Of all sandboxes: work by the machine's clock, swept as the 64 shards are.</summary>
    public const int SandboxWorkShard = WakeUpShards;

    /// <summary>What is due already by the clock of its sandbox, which is told to run it.</summary>
    public const int SandboxDueShard = SandboxWorkShard + 1;

    /// <summary>What will be due by the clock of its sandbox; nobody sweeps it.</summary>
    public const int SandboxLaterShard = SandboxDueShard + 1;

    /// <summary>Shards that are swept.</summary>
    public const int SweptShards = SandboxDueShard + 1;

    /// <summary>A job whose process died is taken up again after this long.</summary>
    public static readonly TimeSpan JobHeartbeat = TimeSpan.FromSeconds(30);

    /// <summary>An import that nobody confirmed is given up after this long, and its file goes.</summary>
    public static readonly TimeSpan ImportConfirmedWithin = TimeSpan.FromDays(7);

    /// <summary>How long the file of an export can be read.</summary>
    public static readonly TimeSpan ExportKept = TimeSpan.FromDays(7);

    /// <summary>When a closing programme looks once more for pairs that were opened while it began to close.</summary>
    public static readonly TimeSpan FollowLastLook = TimeSpan.FromMinutes(1);

    /// <summary>Whom refusals have left free is matched again this long after the first of them, so that many cost one run.</summary>
    public static readonly TimeSpan RematchAfter = TimeSpan.FromMinutes(10);

    /// <summary>Rules are looked at again this long after the reporting tree has changed.</summary>
    public static readonly TimeSpan RuleLookAfter = TimeSpan.FromSeconds(5);

    /// <summary>A session that is logged later than this asks nobody how it was.</summary>
    public static readonly TimeSpan ReflectionAskedWithin = TimeSpan.FromDays(14);

    /// <summary>How soon whoever is enrolled later hears of a workshop that is to come.</summary>
    public static readonly TimeSpan WorkshopLookEvery = TimeSpan.FromHours(6);

    /// <summary>A seat held for a pair that never opened is free again after this long.</summary>
    public static readonly TimeSpan ReservationKept = TimeSpan.FromHours(1);
}
