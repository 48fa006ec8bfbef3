using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Members;

/// <summary>One's own account.</summary>
internal static class MeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("Account");
        group
            .MapGet("", Read)
            .Describe("getMe", Actions.Account, "The person who is signed in, and what they may do.")
            .Answers<MeView>();
        group
            .MapPatch("", Change)
            .Describe("updateMe", Actions.Account, "Changes one's own name and language.")
            .Answers<MemberView>();
        group
            .MapPost("/password", SetPassword)
            .Describe("setPassword", Actions.Account, "Sets one's own password, or takes it away with null.")
            .Answers<MemberView>();
        group
            .MapGet("/sessions", Sessions)
            .Describe("listMySessions", Actions.Account, "Where one is signed in, newest first.")
            .Answers<WholeListView<SignedInView>>();
        group
            .MapPost("/sign_out", SignOut)
            .Describe("signOut", Actions.Account, "Ends this session, or every one of this person.")
            .Answers<SignedOutView>();
    }

    private static Answer Read(Caller caller) => Answers.Ok(MeView.Of(caller.Member!));

    private static async Task<Answer> Change(Body<MeChange> body, Caller caller)
    {
        var change = new MemberChange
        {
            Name = body.Value.Name,
            Language = body.Value.Language,
            QuietHours = body.Value.QuietHours,
        };
        var outcome = await caller.Send(grains => grains.Member(caller.Member!.MemberId).Change(change, null));
        return caller.Answer(outcome, saved => Answers.Ok(MemberView.Of(saved.Member), saved.Version));
    }

    private static async Task<Answer> SetPassword(
        Body<PasswordBody> body,
        HttpContext context,
        Caller caller,
        SignIn signIn
    )
    {
        var outcome = await signIn.SetPassword(context, caller.Member!, body.Value);
        return caller.Answer(outcome, saved => Answers.Ok(MemberView.Of(saved.Member), saved.Version));
    }

    private static async Task<Answer> Sessions(Caller caller, IMemberRows rows)
    {
        var sessions = await rows.Sessions(caller.Tenant, caller.Member!.MemberId);
        return Answers.Ok(
            new WholeListView<SignedInView>([.. sessions.Select(one => SignedInView.Of(one.Session, one.UsedAt))])
        );
    }

    private static async Task<Answer> SignOut(Body<SignOutBody> body, HttpContext context, SignIn signIn)
    {
        var everywhere = body.Value.Everywhere ?? false;
        await (everywhere ? signIn.SignOutEverywhere(context) : signIn.SignOut(context));
        return Answers.Ok(new SignedOutView(everywhere));
    }
}

/// <summary>What is left out stays.</summary>
internal sealed record MeChange
{
    public Optional<string> Name { get; init; }

    /// <summary>fr or en.</summary>
    public Optional<string> Language { get; init; }

    /// <summary>When nothing should fall due for oneself, such as from 19:00 until 08:00; null at any hour.</summary>
    public Optional<QuietHours> QuietHours { get; init; }
}

/// <param name="Current">The present password, when there is one.</param>
/// <param name="New">12–200 characters; null takes the password away.</param>
internal sealed record PasswordBody(string? Current, string? New);

/// <param name="Everywhere">Also ends the sessions in other browsers.</param>
internal sealed record SignOutBody(bool? Everywhere);

internal sealed record SignedOutView(bool Everywhere)
{
    public string Object { get; } = "signed_out";
}
