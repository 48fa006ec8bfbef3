using Binome.Contracts.Members;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Sessions;

/// <summary>What the two of a pair say of their sessions: for their author, and for the other side what its author shares.</summary>
internal static class ReflectionsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me/pairs/{pair}").WithTags("Reflections");
        group
            .MapGet("/reflections", List)
            .Describe("listMyReflections", Actions.Account, "One's own reflections and what the other side shared.")
            .Answers<WholeListView<ReflectionView>>();
        group
            .MapGet("/sessions/{session}/reflection", Find)
            .Describe("getMyReflection", Actions.Account, "One's own reflection on a session.")
            .Answers<ReflectionView>();
        group
            .MapPut("/sessions/{session}/reflection", Write)
            .Describe(
                "writeMyReflection",
                Actions.Account,
                "Says how a held session was: two answers, the rest optional."
            )
            .Answers<ReflectionView>();
    }

    private static async Task<Answer> List(string pair, Caller caller, MyReflections reflections) =>
        await reflections.All(pair) is { } all ? Answers.Ok(new WholeListView<ReflectionView>(all)) : caller.NotFound();

    private static async Task<Answer> Find(string pair, string session, Caller caller, MyReflections reflections) =>
        await reflections.Find(pair, session) is { } reflection ? Answers.Ok(reflection) : caller.NotFound();

    private static async Task<Answer> Write(
        string pair,
        string session,
        Body<WriteReflectionBody> body,
        Caller caller,
        MyReflections reflections
    ) => caller.Answer(await reflections.Write(pair, session, body.Value), view => Answers.Ok(view));
}
