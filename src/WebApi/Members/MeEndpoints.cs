using Binome.Contracts.Members;

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
            .MapPost("/sign_out", SignOut)
            .Describe("signOut", Actions.Account, "Ends this session, or every one of this person.")
            .Answers<SignedOutView>();
    }

    private static Answer Read(Caller caller) => Answers.Ok(MeView.Of(caller.Member!));

    private static async Task<Answer> SignOut(Body<SignOutBody> body, HttpContext context, SignIn signIn)
    {
        var everywhere = body.Value.Everywhere ?? false;
        await (everywhere ? signIn.SignOutEverywhere(context) : signIn.SignOut(context));
        return Answers.Ok(new SignedOutView(everywhere));
    }
}

/// <param name="Everywhere">Also ends the sessions in other browsers.</param>
internal sealed record SignOutBody(bool? Everywhere);

internal sealed record SignedOutView(bool Everywhere)
{
    public string Object { get; } = "signed_out";
}
