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

/// <param name="Token">From the link.</param>
/// <param name="Confirm">True from a browser that did not ask for the link.</param>
internal sealed record RedeemBody(string Token, bool? Confirm);
