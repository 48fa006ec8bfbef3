using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;
using Binome.Grains.Tests.Company;
using static Binome.Grains.Tests.Company.CompanyHost;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>A company's sandbox over real grains and storage. The machine's clock runs by itself, many times as fast as the world's.</summary>
internal sealed class SandboxWorld : IAsyncDisposable
{
    public static readonly string Tenant = Sandbox.Of(CompanyHost.Tenant);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MachineStep = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopped = new();
    private readonly Task machine;
    private int commands;

    private SandboxWorld(CompanyHost company)
    {
        Company = company;
        machine = Task.Run(RunMachine);
    }

    public CompanyHost Company { get; }

    public TenantGrains Grains => Company.GrainsOf(Tenant);

    public DateTimeOffset Now => Get<TenantClock>().Now(Tenant);

    public static async Task<SandboxWorld> Open(CompanyHost? on = null)
    {
        var company = on ?? await Start();
        (await company.GrainsOf(Tenant).Sandbox().Open(new OpenSandbox("Acme"))).Succeeded.ShouldBeTrue();
        return new SandboxWorld(company);
    }

    public T Get<T>()
        where T : notnull => Company.Get<T>();

    public async Task<SandboxRow> Row() => (await Get<ISandboxRows>().Find(Tenant))!.Row;

    /// <summary>Moves the clock and waits until it is there.</summary>
    public async Task<SandboxRow> To(DateTimeOffset instant)
    {
        var command = $"req_{Interlocked.Increment(ref commands)}";
        var moved = await Grains.Sandbox().Advance(new AdvanceClock(command, instant, null));
        moved.Failure.ShouldBeNull();
        return moved.Value.Status == SandboxStatus.Ready ? moved.Value : await Ready();
    }

    public Task<SandboxRow> Ready() => Eventually(Row, row => row.Status == SandboxStatus.Ready);

    /// <summary>Every event of the sandbox, the first first.</summary>
    public async Task<List<StoredEvent>> Events()
    {
        var all = new List<StoredEvent>();
        var rows = Get<IEventRows>();
        var filter = new EventFilter([], null, null, null);
        long? before = null;
        for (var more = true; more; before = all.Count > 0 ? all[^1].Sequence : null)
        {
            var (page, hasMore) = await rows.List(Tenant, filter, before, 1_000);
            all.AddRange(page);
            more = hasMore;
        }
        all.Reverse();
        return all;
    }

    /// <summary>Every mail that was kept, the first first.</summary>
    public async Task<List<(SandboxMailRow Row, QueueMail Mail)>> Mails()
    {
        var all = new List<(SandboxMailRow, QueueMail)>();
        var rows = Get<ISandboxRows>();
        string? after = null;
        for (var more = true; more; )
        {
            var page = await rows.Mails(Tenant, new PageOf(1_000, after));
            foreach (var (row, _) in page.Items)
                all.Add((row, Opened(row)));
            more = page.HasMore;
            after = more ? page.Items[^1].Row.Id : null;
        }
        all.Reverse();
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Pause();
        await Company.DisposeAsync();
        stopped.Dispose();
    }

    /// <summary>Stops the machine's clock, for good.</summary>
    public async Task Pause()
    {
        await stopped.CancelAsync();
        await machine;
    }

    private QueueMail Opened(SandboxMailRow row) =>
        LedgerJson.Read<QueueMail>(System.Text.Encoding.UTF8.GetBytes(Company.Mail.Open(Tenant, row.Id, row.Letter)));

    private async Task RunMachine()
    {
        while (!stopped.IsCancellationRequested)
        {
            Company.Clock.Advance(MachineStep);
            await Company.SweepSandboxes();
            await Task.Delay(LookEvery, CancellationToken.None);
        }
    }
}
