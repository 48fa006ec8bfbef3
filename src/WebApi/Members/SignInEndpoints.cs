using Binome.WebApi.Authentication;

namespace Binome.WebApi.Members;

/// <summary>Signing in without a page: for curl, and for tests of what pages do too.</summary>
internal static class SignInEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/sign_in").WithTags("Sign-in").AllowAnonymous();
        group.AddEndpointFilter(OnlyFromOurselves);
        group
            .MapPost("/link", AskLink)
            .WithName("askSignInLink")
            .WithSummary("Sends a link to an address, if it is a member's; the answer never says whether it is.")
            .Answers<AskedView>(StatusCodes.Status202Accepted);
        group
            .MapPost("/password", ByPassword)
            .WithName("signInByPassword")
            .WithSummary("Signs in by address and password; the session comes as a cookie.")
            .Answers<MemberView>();
        group
            .MapPost("/setup", SetUp)
            .WithName("setUp")
            .WithSummary("Makes the first organisation and its owner, by the link that the console printed.")
            .Answers<MemberView>();
        group
            .MapPost("/redeem", Redeem)
            .WithName("redeemSignInLink")
            .WithSummary("Signs in by the token of a link, once; the session comes as a cookie.")
            .Answers<MemberView>();
    }

    // Nobody must be signed in as somebody else by a site they look at.
    private static ValueTask<object?> OnlyFromOurselves(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        return CrossSite.Suspects(context.Request, invocation.GetArgument<PublicAddress>(0))
            ? new(Problems.Answer(context, TransportCodes.CrossSite))
            : next(invocation);
    }

    private static Answer AskLink(PublicAddress address, Body<AskLinkBody> body, HttpContext context, SignIn signIn)
    {
        var outcome = signIn.AskLink(context, body.Value.Email);
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : new Answer(StatusCodes.Status202Accepted, Answers.Render(new AskedView()));
    }

    private static async Task<Answer> ByPassword(
        PublicAddress address,
        Body<PasswordSignInBody> body,
        HttpContext context,
        SignIn signIn
    )
    {
        var outcome = await signIn.ByPassword(context, body.Value.Email, body.Value.Password);
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Ok(MemberView.Of(outcome.Value));
    }

    private static async Task<Answer> SetUp(
        PublicAddress address,
        Body<SetupBody> body,
        HttpContext context,
        Setup setup
    )
    {
        var outcome = await setup.Run(context, body.Value);
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Ok(MemberView.Of(outcome.Value));
    }

    private static async Task<Answer> Redeem(
        PublicAddress address,
        Body<RedeemBody> body,
        HttpContext context,
        SignIn signIn
    )
    {
        var (token, confirm) = body.Value;
        var outcome = await signIn.Redeem(context, token, confirm ?? false);
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Ok(MemberView.Of(outcome.Value));
    }
}

internal sealed record AskLinkBody(string Email);

internal sealed record PasswordSignInBody(string Email, string Password);

internal sealed record AskedView
{
    public string Object { get; } = "sign_in_link_asked";
}

/// <param name="Token">From the link.</param>
/// <param name="Confirm">True from a browser that did not ask for the link.</param>
internal sealed record RedeemBody(string Token, bool? Confirm);
