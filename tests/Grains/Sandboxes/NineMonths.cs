using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Tests.Company;
using Binome.Grains.Tests.Programmes;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>A reverse programme of 200 pairs in a sandbox, from its people to its end, on the sandbox's clock.</summary>
internal sealed class NineMonths(SandboxWorld world)
{
    public const int Pairs = 200;
    public const string Programme = "prg_1";
    private const string Run = "mrn_1";

    /// <summary>Monday 5 October 2026: nine months after its beginning.</summary>
    public static readonly DateTimeOffset ClosesAt = Moments.At("2026-10-05T12:00Z");

    private readonly Dictionary<string, string> employees = [];

    public ImmutableArray<Story> Stories { get; private set; } = [];

    private string Tenant => SandboxWorld.Tenant;

    public async Task Play()
    {
        await Found();
        await Publish();
        await Live();
        await Close();
    }

    public string EmployeeOf(string participant) => employees[participant];

    private async Task Found()
    {
        await Save("H0", null, "none", 0);
        // Side by side, as an integrator would.
        foreach (var some in Enumerable.Range(0, Pairs).Chunk(20))
            await Task.WhenAll(
                some.SelectMany(at => new[] { Save($"J{at}", "H0", "mentor", at), Save($"S{at}", "H0", "mentee", at) })
            );
        var change = ProgrammeSamples.Complete() with
        {
            StartsOn = new DateOnly(2026, 1, 5),
            DurationMonths = (int?)9,
            TimeZone = "Europe/Paris",
            Acceptance = (AcceptanceRule?)AcceptanceRule.Required,
            Charter = (CharterRule?)CharterRule.Required,
            Rhythm = Rhythm.Default,
        };
        var programme = world.Grains.Programme(Programme);
        (await programme.Create(change, CompanyPath.Operator)).Failure.ShouldBeNull();
        foreach (var item in ChecklistItems.All)
            (await programme.Check(item, CompanyPath.Operator)).Failure.ShouldBeNull();
        (await programme.Launch(CompanyPath.Operator)).Failure.ShouldBeNull();
        var everybody = new EnrolFilter(null, null, null, null, null);
        var enrolled = await programme.Enrol(new([], everybody, EnrolmentOrigin.Volunteer, CompanyPath.Operator));
        enrolled.Failure.ShouldBeNull();
    }

    private async Task Publish()
    {
        var rows = world.Get<IMatchingRows>();
        var run = world.Grains.MatchingRun(Run);
        (await run.Start(new(Programme, new MatchingPlan(), CompanyPath.Operator))).Failure.ShouldBeNull();
        await Eventually(() => rows.Find(Tenant, Run), found => found is { Row.Status: MatchingRunStatus.Proposed });
        var proposals = await All(page => rows.Proposals(Tenant, Run, null, page), row => row.Id);
        proposals.Count.ShouldBe(Pairs);
        ImmutableArray<DecideProposal> accept = [.. proposals.Select(row => new DecideProposal(row.Id, true, null))];
        (await run.Decide(new(accept, CompanyPath.Operator))).Failure.ShouldBeNull();
        (await world.Grains.Publication("pub_1").Start(Run, CompanyPath.Operator)).Failure.ShouldBeNull();
        await Eventually(
            () => rows.FindPublication(Tenant, "pub_1"),
            found => found is { Row.Status: JobStatus.Completed }
        );
        var pairs = await All(page => world.Get<IPairRows>().List(Tenant, new PairFilter(), page), row => row.Id);
        pairs.Count.ShouldBe(Pairs);
        Stories =
        [
            .. pairs
                .Select(pair => new Story(
                    int.Parse(employees[pair.MentorId].AsSpan(1)),
                    pair,
                    employees[pair.MenteeId],
                    world.Grains
                ))
                .OrderBy(story => story.Number),
        ];
    }

    private async Task Live()
    {
        foreach (var story in Stories)
        {
            story.Begin(world.Now);
            if (story.Kind == Kind.Moving)
                Reorganise(story);
        }
        while (Stories.Min(story => story.NextAt) is { } next && next < ClosesAt)
        {
            await world.To(next);
            await Task.WhenAll(Stories.Select(story => story.Act(next)));
        }
    }

    /// <summary>All who move do so on the same two days: a reorganisation, and its correction a month later.</summary>
    private void Reorganise(Story story)
    {
        var mentor = EmployeeOf(story.Pair.MentorId);
        story.At(
            Moments.At("2026-04-13T12:00Z"),
            () => Save(mentor, EmployeeOf(story.Pair.MenteeId), "mentor", story.Number)
        );
        story.At(Moments.At("2026-05-18T12:00Z"), () => Save(mentor, "H0", "mentor", story.Number));
    }

    private async Task Close()
    {
        await world.To(ClosesAt);
        var programme = world.Grains.Programme(Programme);
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closing" })).Failure.ShouldBeNull();
        await world.To(ClosesAt.AddDays(7));
        (await programme.Close(CompanyPath.Operator with { CommandId = "req_closed" })).Failure.ShouldBeNull();
        // Whatever was to come still has come by then.
        await world.To(ClosesAt.AddDays(60));
    }

    private async Task Save(string employee, string? manager, string roles, int at)
    {
        var id = Ids.Derived(Ids.Participant, Moments.Start, employee);
        lock (employees)
            employees[id] = employee;
        var change = new ProfileChange
        {
            EmployeeId = employee,
            FirstName = "Zoé",
            LastName = employee,
            Email = $"{employee}@acme.example",
            ManagerEmployeeId = manager,
            Country = "FR",
            TimeZone = "Europe/Paris",
            Language = at % 2 == 0 ? "fr" : "en",
            JobFamily = at % 3 == 0 ? "Finance" : "IT",
            SeniorityLevel = (int?)(roles == "mentor" ? 1 : 5),
            Roles = roles switch
            {
                "mentor" => DefaultRoles.Mentor,
                "mentee" => DefaultRoles.Mentee,
                _ => default(DefaultRoles),
            },
            MentorCapacity = (int?)1,
            MenteeCapacity = (int?)1,
        };
        (
            await world.Grains.Participant(id).Save(new(change, MayCreate: true, Replace: false, null))
        ).Failure.ShouldBeNull();
    }

    internal static async Task<List<T>> All<T>(Func<PageOf, Task<Slice<T>>> list, Func<T, string> id)
    {
        var all = new List<T>();
        string? after = null;
        for (var more = true; more; after = id(all[^1]))
        {
            var page = await list(new PageOf(Limits.PageMax, after));
            all.AddRange(page.Items.Select(item => item.Row));
            more = page.HasMore;
        }
        return all;
    }
}
