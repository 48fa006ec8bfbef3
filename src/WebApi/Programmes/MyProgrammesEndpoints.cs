using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Lists;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Programmes;

/// <summary>What mentors and mentees are given in their programmes: something to read, and workshops.</summary>
internal static class MyProgrammesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("My programmes");
        group
            .MapGet("/programmes", List)
            .Describe("listMyProgrammes", Actions.Account, "The programmes in which one takes part, newest first.")
            .Answers<WholeListView<MyProgrammeView>>();
        group
            .MapGet("/programmes/{programme}/resources", Resources)
            .Describe(
                "listMyResources",
                Actions.Account,
                "Briefs, guides and icebreakers for one's own role, in one's own language."
            )
            .Answers<WholeListView<MyResourceView>>();
        group
            .MapGet("/workshops", Workshops)
            .Describe(
                "listMyWorkshops",
                Actions.Account,
                "The workshops for one's own roles, and what one said of each."
            )
            .Answers<WholeListView<MyWorkshopView>>();
        group
            .MapPost("/workshops/{workshop}/answer", Answer)
            .Describe("answerWorkshop", Actions.Account, "Says whether one comes; it can be said anew.")
            .Answers<AttendanceView>();
    }

    private static async Task<Answer> List(MyProgrammes mine) =>
        Answers.Ok(new WholeListView<MyProgrammeView>([.. (await mine.All()).Select(MyProgrammeView.Of)]));

    private static async Task<Answer> Resources(string programme, Caller caller, MyProgrammes mine) =>
        await mine.Resources(programme) is { } all
            ? Answers.Ok(
                new WholeListView<MyResourceView>([.. all.Select(one => MyResourceView.Of(one, caller.Language))])
            )
            : caller.NotFound();

    private static async Task<Answer> Workshops(Caller caller, MyProgrammes mine)
    {
        var views = ImmutableArray.CreateBuilder<MyWorkshopView>();
        foreach (var programme in await mine.All())
        foreach (var workshop in await mine.Workshops(programme))
            views.Add(MyWorkshopView.Of(workshop, caller.Language));
        return Answers.Ok(new WholeListView<MyWorkshopView>(views.ToImmutable()));
    }

    private static async Task<Answer> Answer(
        string workshop,
        Body<AnswerWorkshopBody> body,
        Caller caller,
        MyProgrammes mine
    ) =>
        caller.Answer(
            await mine.Answer(workshop, body.Value.Coming),
            answered => Answers.Ok(AttendanceView.Of(answered))
        );
}

internal sealed record AnswerWorkshopBody(bool Coming);

/// <summary>A programme in which one takes part.</summary>
internal sealed record MyProgrammeView(
    string Id,
    string Name,
    ProgrammeKind Kind,
    ProgrammePhase Phase,
    ImmutableArray<PairRole> Roles
)
{
    public string Object { get; } = "my_programme";

    public static MyProgrammeView Of(MyProgramme mine) =>
        new(mine.Row.Id, mine.Row.Settings.Name, mine.Row.Settings.Kind, mine.Row.Phase, mine.Roles);
}

/// <summary>Something to read for one's own role.</summary>
/// <param name="For">Null for both roles.</param>
/// <param name="Text">Markdown.</param>
internal sealed record MyResourceView(string Id, ResourceKind Kind, PairRole? For, string Title, string Text)
{
    public string Object { get; } = "my_resource";

    public static MyResourceView Of(ProgrammeResource resource, Language language)
    {
        var (title, text) = resource.In(language);
        return new(resource.Row.Id, resource.Row.Kind, resource.Row.For, title, text);
    }
}

/// <summary>A workshop for one's own role.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Coming">What one said; null while one said nothing.</param>
/// <param name="Attended">Whether one was there; null while nothing was recorded.</param>
internal sealed record MyWorkshopView(
    string Id,
    string Programme,
    string Title,
    string Text,
    WorkshopStatus Status,
    DateTimeOffset StartsAt,
    int DurationMinutes,
    string Place,
    bool? Coming,
    bool? Attended
)
{
    public string Object { get; } = "my_workshop";

    public static MyWorkshopView Of(MyWorkshop workshop, Language language)
    {
        var (row, details) = (workshop.Row, workshop.Row.Details);
        var (title, text) = language == Language.French ? details.Fr : details.En;
        return new(
            row.Id,
            row.ProgrammeId,
            title,
            text,
            row.Status,
            details.StartsAt,
            details.DurationMinutes,
            details.Place,
            workshop.Mine?.Coming,
            workshop.Mine?.Attended
        );
    }
}
