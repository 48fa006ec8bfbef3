using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <summary>A programme in which one takes part.</summary>
internal sealed record MyProgramme(ProgrammeRow Row, ImmutableArray<PairRole> Roles);

/// <param name="Mine">What one said of it, and whether one was there; null while it is nothing.</param>
internal sealed record MyWorkshop(WorkshopRow Row, AttendanceRow? Mine);

/// <summary>The programmes in which whoever is signed in takes part, and what they are given there; for pages and API alike.</summary>
internal sealed class MyProgrammes(
    Caller caller,
    IProgrammeRows programmes,
    IResourceRows rows,
    IWorkshopRows workshops,
    ProgrammeResources resources
)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    /// <summary>The participant who the caller is; null for a member who is none.</summary>
    private string? Me => caller.Member?.Row.ParticipantId;

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<MyProgramme>> All()
    {
        if (Me is not { } me)
            return [];
        var mine = ImmutableArray.CreateBuilder<MyProgramme>();
        foreach (var (id, roles) in await rows.EnrolledIn(caller.Tenant, me))
            if (await programmes.Find(caller.Tenant, id) is { Row: var row })
                mine.Add(new MyProgramme(row, roles));
        return mine.ToImmutable();
    }

    /// <summary>What is for one's own roles and is not hidden; null for a programme in which one takes no part.</summary>
    public async Task<ImmutableArray<ProgrammeResource>?> Resources(string programme) =>
        (await All()).FirstOrDefault(one => one.Row.Id == programme) is { } mine ? await Resources(mine) : null;

    public async Task<ImmutableArray<ProgrammeResource>> Resources(MyProgramme mine) =>
        [.. (await resources.Of(mine.Row)).Where(one => !one.Row.Hidden && IsFor(one.Row.For, mine.Roles))];

    /// <summary>The workshops for one's roles in a programme, those planned last first.</summary>
    public async Task<ImmutableArray<MyWorkshop>> Workshops(MyProgramme mine)
    {
        var all = await workshops.OfProgramme(caller.Tenant, mine.Row.Id, Newest);
        var own = ImmutableArray.CreateBuilder<MyWorkshop>();
        foreach (var row in all.Items.Select(item => item.Row).Where(row => IsFor(row.Details.For, mine.Roles)))
            own.Add(new MyWorkshop(row, await workshops.Attendance(caller.Tenant, row.Id, Me!)));
        return own.ToImmutable();
    }

    /// <summary>Says, as oneself, whether one comes.</summary>
    public Task<Outcome<AttendanceRow>> Answer(string workshop, bool coming) =>
        Me is { } me
            ? caller.Send(grains => grains.Workshop(workshop).Answer(new AnswerWorkshop(me, coming, caller.Actor())))
            : Task.FromResult<Outcome<AttendanceRow>>(Failure.Of(FailureCodes.NotFound));

    private static bool IsFor(PairRole? role, ImmutableArray<PairRole> roles) =>
        role is null || roles.Contains(role.Value);
}
