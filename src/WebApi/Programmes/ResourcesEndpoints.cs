using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Programmes;

/// <summary>Role briefs, guides and icebreakers of a programme, worded by whoever runs it.</summary>
internal static class ResourcesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}/resources").WithTags("Resources");
        group
            .MapGet("", List)
            .Describe(
                "listResources",
                Actions.ProgrammesRead,
                "What mentors and mentees are given to read; templates of the programme's kind where nothing was worded."
            )
            .Answers<WholeListView<ResourceView>>();
        group
            .MapPost("", Add)
            .Describe("createResource", Actions.ProgrammesWrite, "Adds something to read, in both languages.")
            .Answers<ResourceView>(StatusCodes.Status201Created);
        group
            .MapGet("/{resource}", Find)
            .Describe("getResource", Actions.ProgrammesRead, "One resource; its ETag is \"v0\" while it is a template.")
            .Answers<ResourceView>();
        group
            .MapPut("/{resource}", Write)
            .WithMetadata(ChecksVersion.Mark)
            .Describe("writeResource", Actions.ProgrammesWrite, "Words a resource anew, or hides it.")
            .Answers<ResourceView>();
    }

    private static async Task<Answer> List(string programme, Caller caller, ProgrammeResources resources) =>
        await resources.All(programme) is { } all
            ? Answers.Ok(new WholeListView<ResourceView>([.. all.Select(ResourceView.Of)]))
            : caller.NotFound();

    private static async Task<Answer> Find(
        string programme,
        string resource,
        Caller caller,
        ProgrammeResources resources
    ) =>
        await resources.Find(programme, resource) is { } found
            ? Answers.Ok(ResourceView.Of(found), found.Version)
            : caller.NotFound();

    private static async Task<Answer> Add(
        string programme,
        Body<ResourceBody> body,
        Caller caller,
        ProgrammeResources resources
    ) =>
        caller.Answer(
            await resources.Add(programme, body.Value),
            saved =>
                Answers.Created(
                    $"/v1/programmes/{programme}/resources/{saved.Resource.Id}",
                    ResourceView.Of(new ProgrammeResource(saved.Resource, saved.Version)),
                    saved.Version
                )
        );

    private static async Task<Answer> Write(
        string programme,
        string resource,
        Body<ResourceBody> body,
        Caller caller,
        ProgrammeResources resources,
        HttpRequest request
    ) =>
        caller.Answer(
            await resources.Write(programme, resource, body.Value, ETags.IfMatch(request)),
            saved => Answers.Ok(ResourceView.Of(new ProgrammeResource(saved.Resource, saved.Version)), saved.Version)
        );
}

/// <param name="For">mentor or mentee; null, or left out, for both.</param>
/// <param name="En">Title, and Markdown of at most 10,000 characters; HTML in it is shown as text.</param>
/// <param name="Fr">The same in French.</param>
/// <param name="Hidden">Not shown to mentors and mentees; left out, it is.</param>
internal sealed record ResourceBody(ResourceKind Kind, PairRole? For, ResourceWords En, ResourceWords Fr, bool? Hidden);

/// <summary>Something that mentors, mentees or both are given to read.</summary>
/// <param name="For">Null for both.</param>
/// <param name="Template">True while it is the text of the programme's kind, which nobody has worded yet.</param>
/// <param name="By">Who worded it; null for a template or a key.</param>
internal sealed record ResourceView(
    string Id,
    string Programme,
    ResourceKind Kind,
    PairRole? For,
    ResourceWords En,
    ResourceWords Fr,
    bool Hidden,
    bool Template,
    ActingMember? By,
    DateTimeOffset Created,
    DateTimeOffset Updated
)
{
    public string Object { get; } = "resource";

    public static ResourceView Of(ProgrammeResource resource)
    {
        var row = resource.Row;
        return new(
            row.Id,
            row.ProgrammeId,
            row.Kind,
            row.For,
            row.En,
            row.Fr,
            row.Hidden,
            resource.IsTemplate,
            row.By,
            row.CreatedAt,
            row.UpdatedAt
        );
    }
}
