using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Tenants;
using Binome.Grains.Tests.Programmes;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Company;

/// <summary>The steps from an HR file to living pairs.</summary>
internal static class CompanyPath
{
    public const string ProgrammeId = "prg_1";
    public const string RunId = "mrn_1";

    public static readonly Actor Operator = new(
        "req_1",
        "sgn_1",
        new ActingMember("mbr_cora", "Cora", "cora@acme.example")
    );

    public static async Task<ImportRow> Import(
        this CompanyHost company,
        ImmutableArray<ImportLine> lines,
        string id = "imp_1"
    )
    {
        var chunks = lines.Chunk(Limits.ImportChunkRows).ToArray();
        for (var at = 0; at < chunks.Length; at++)
            await company.Get<IImportUploads>().Put(Tenant, id, at, [.. chunks[at]]);
        var start = new StartImport(ImportColumns.All, lines.Length, chunks.Length, Operator);
        (await company.Grains.Import(id).Start(start)).Succeeded.ShouldBeTrue();
        return await company.Imported(id);
    }

    public static async Task<ImportRow> Imported(this CompanyHost company, string id)
    {
        var ended = await Eventually(
            () => company.Get<IImportRows>().Find(Tenant, id),
            found => found is { Row.Status: JobStatus.Completed or JobStatus.Failed }
        );
        return ended!.Row;
    }

    public static Task<ImmutableDictionary<string, string>> Ids(
        this CompanyHost company,
        params string[] employeeIds
    ) => company.Get<IParticipantRows>().ByEmployeeId(Tenant, [.. employeeIds]);

    public static async Task<ParticipantRow> Person(this CompanyHost company, string employeeId)
    {
        var id = (await company.Ids(employeeId))[employeeId];
        return (await company.Get<IParticipantRows>().Find(Tenant, id))!.Row;
    }

    /// <summary>True when no seat is left, also once every seat that was only held has become free again.</summary>
    public static async Task<bool> IsFull(this CompanyHost company, string employeeId, PairRole role)
    {
        company.Clock.Advance(Limits.ReservationKept * 2);
        var id = (await company.Ids(employeeId))[employeeId];
        var reserved = await company.Grains.Participant(id).Reserve(new ReserveSeat("pair_further", role));
        return reserved.Failure?.Code == FailureCodes.CapacityReached;
    }

    public static async Task<SavedParticipant> Change(this CompanyHost company, string employeeId, ProfileChange change)
    {
        var id = (await company.Ids(employeeId))[employeeId];
        return (await company.Grains.Participant(id).Save(new(change, MayCreate: false, Replace: false, null))).Value;
    }

    /// <summary>A company with so many people, all of them in its launched programme.</summary>
    public static async Task<CompanyHost> Launched(int mentors, int mentees)
    {
        var company = await CompanyHost.Start();
        (await company.Grains.Tenant().Create(new CreateTenant("Acme"))).Succeeded.ShouldBeTrue();
        await company.Import(CompanyRows.Of(mentors, mentees));
        (await company.Launch()).Enrolled.ShouldBe(mentors + mentees);
        return company;
    }

    /// <summary>Whatever is due now and follows from it is done.</summary>
    public static async Task Swept(this CompanyHost company)
    {
        while (await company.Sweep() > 0)
            company.Clock.Advance(TimeSpan.FromMilliseconds(2));
    }

    /// <summary>So many letters of a template were sent, some of them perhaps twice.</summary>
    public static async Task Mailed(this CompanyHost company, string template, int count)
    {
        var sent = await Eventually(
            () => Task.FromResult(company.Mail.Attempts.Where(letter => letter.Mail.Template == template).ToList()),
            letters => letters.Count >= count
        );
        sent.Select(letter => letter.Id).Distinct().Count().ShouldBe(count);
    }

    /// <summary>A launched programme with everybody in it who has a role.</summary>
    public static async Task<EnrolmentResult> Launch(this CompanyHost company)
    {
        var programme = company.Grains.Programme(ProgrammeId);
        (await programme.Create(ProgrammeSamples.Complete(), Operator)).Succeeded.ShouldBeTrue();
        foreach (var item in ChecklistItems.All)
            (await programme.Check(item, Operator)).Succeeded.ShouldBeTrue();
        (await programme.Launch(Operator)).Succeeded.ShouldBeTrue();
        var everybody = new EnrolFilter(null, null, null, null, null);
        return (await programme.Enrol(new([], everybody, EnrolmentOrigin.Designated, Operator))).Value;
    }

    public static async Task<MatchingRunRow> Match(this CompanyHost company, string runId = RunId)
    {
        var start = new StartMatchingRun(ProgrammeId, new MatchingPlan(), Operator);
        (await company.Grains.MatchingRun(runId).Start(start)).Succeeded.ShouldBeTrue();
        var ended = await Eventually(
            () => company.Get<IMatchingRows>().Find(Tenant, runId),
            found => found is { Row.Status: MatchingRunStatus.Proposed or MatchingRunStatus.Failed }
        );
        return ended!.Row;
    }

    public static async Task<ImmutableArray<ProposalRow>> Proposals(this CompanyHost company, string runId = RunId)
    {
        var slice = await company.Get<IMatchingRows>().Proposals(Tenant, runId, null, new PageOf(Limits.PageMax, null));
        slice.HasMore.ShouldBeFalse();
        return [.. slice.Items.Select(item => item.Row)];
    }

    public static async Task<MatchingRunRow> AcceptAll(this CompanyHost company)
    {
        var proposals = await company.Proposals();
        ImmutableArray<DecideProposal> accept = [.. proposals.Select(row => new DecideProposal(row.Id, true, null))];
        return (await company.Grains.MatchingRun(RunId).Decide(new(accept, Operator))).Value;
    }

    public static async Task<PublicationRow> Publish(this CompanyHost company, string id = "pub_1")
    {
        (await company.Grains.Publication(id).Start(RunId, Operator)).Succeeded.ShouldBeTrue();
        return await company.Published(id);
    }

    public static async Task<PublicationRow> Published(this CompanyHost company, string id = "pub_1")
    {
        var ended = await Eventually(
            () => company.Get<IMatchingRows>().FindPublication(Tenant, id),
            found => found is { Row.Status: JobStatus.Completed or JobStatus.Failed }
        );
        return ended!.Row;
    }

    public static async Task<ImmutableArray<PairRow>> Pairs(this CompanyHost company)
    {
        var slice = await company.Get<IPairRows>().List(Tenant, new PairFilter(), new PageOf(Limits.PageMax, null));
        slice.HasMore.ShouldBeFalse();
        return [.. slice.Items.Select(item => item.Row)];
    }

    /// <summary>How often each type of event stands in the log.</summary>
    public static async Task<Dictionary<string, int>> EventCounts(this CompanyHost company)
    {
        var counts = new Dictionary<string, int>();
        var filter = new EventFilter([], null, null, null);
        long? before = null;
        while (true)
        {
            var (events, hasMore) = await company.Get<IEventRows>().List(Tenant, filter, before, Limits.PageMax);
            foreach (var happened in events)
                counts[happened.Type] = counts.GetValueOrDefault(happened.Type) + 1;
            if (!hasMore)
                return counts;
            before = events[^1].Sequence;
        }
    }
}
