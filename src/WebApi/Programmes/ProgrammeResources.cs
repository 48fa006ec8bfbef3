using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <summary>A resource as its programme has it now.</summary>
/// <param name="Version">0 for a template.</param>
internal sealed record ProgrammeResource(ResourceRow Row, long Version)
{
    public bool IsTemplate => Version == 0;

    public ResourceWords In(Language language) => language == Language.French ? Row.Fr : Row.En;
}

/// <summary>What a programme gives its people to read: its own words, and the templates of its kind where it has none; for pages and API alike.</summary>
internal sealed class ProgrammeResources(Caller caller, IProgrammeRows programmes, IResourceRows rows)
{
    /// <summary>Those that every programme has first; null for a programme that is not there.</summary>
    public async Task<ImmutableArray<ProgrammeResource>?> All(string programme) =>
        await programmes.Find(caller.Tenant, programme) is { Row: var row } ? await Of(row) : null;

    public async Task<ProgrammeResource?> Find(string programme, string id) =>
        await All(programme) is { } all ? all.FirstOrDefault(one => one.Row.Id == id) : null;

    public async Task<ImmutableArray<ProgrammeResource>> Of(ProgrammeRow programme)
    {
        var written = await rows.OfProgramme(caller.Tenant, programme.Id);
        var defaults = DefaultResources.All.Select(one =>
            written.FirstOrDefault(stored => stored.Row.Id == one.Id) is { } own
                ? new ProgrammeResource(own.Row, own.Version)
                : new ProgrammeResource(Template(programme, one), 0)
        );
        var own = written.Where(stored => DefaultResources.All.All(one => one.Id != stored.Row.Id));
        return [.. defaults, .. own.Select(stored => new ProgrammeResource(stored.Row, stored.Version))];
    }

    public async Task<Outcome<SavedResource>> Write(string programme, string id, ResourceBody body, long? ifVersion) =>
        await Send(programme, id, body, isNew: false, ifVersion);

    public async Task<Outcome<SavedResource>> Add(string programme, ResourceBody body) =>
        await Send(programme, caller.NewId(Ids.Resource), body, isNew: true, ifVersion: null);

    /// <summary>Own words go with the copy of a programme; repeated, they are written as they are already.</summary>
    public async Task<Failure?> Copy(string from, string to)
    {
        foreach (var (row, _) in await rows.OfProgramme(caller.Tenant, from))
        {
            var body = new ResourceBody(row.Kind, row.For, row.En, row.Fr, row.Hidden);
            if ((await Send(to, row.Id, body, isNew: true, ifVersion: null)).Failure is { } failure)
                return failure;
        }
        return null;
    }

    private Task<Outcome<SavedResource>> Send(
        string programme,
        string id,
        ResourceBody body,
        bool isNew,
        long? ifVersion
    )
    {
        var (kind, role, en, fr, hidden) = body;
        var command = new WriteResource(kind, role, en, fr, hidden ?? false, isNew, ifVersion, caller.Actor());
        return caller.Send(grains => grains.Resource(programme, id).Write(command));
    }

    private static ResourceRow Template(
        ProgrammeRow programme,
        (string Id, ResourceKind Kind, PairRole? For) resource
    ) =>
        new(
            resource.Id,
            programme.Id,
            resource.Kind,
            resource.For,
            GuideTemplates.Of(resource.Id, programme.Settings.Kind, Language.English),
            GuideTemplates.Of(resource.Id, programme.Settings.Kind, Language.French),
            Hidden: false,
            By: null,
            programme.CreatedAt,
            programme.CreatedAt
        );
}
