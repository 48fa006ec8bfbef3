using System.Text;
using Binome.Contracts.Ledger;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Binome.WebApi.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Sandboxes;

/// <summary>What exists in a sandbox alone: a clock to move, kept mails, a way in as its people, and a reset.</summary>
internal static class SandboxEndpoints
{
    private const string Path = "/v1/sandbox";
    private const string ClockPath = "/v1/sandbox/clock";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/sandbox").WithTags("Sandbox").AddEndpointFilter(RefuseLive);
        group.MapGet("", Read).Describe("getSandbox", Actions.SandboxRead, "The sandbox.").Answers<SandboxView>();
        group
            .MapGet("/clock", Clock)
            .Describe("getSandboxClock", Actions.SandboxRead, "Where the sandbox's clock stands.")
            .Answers<SandboxClockView>();
        group
            .MapPost("/clock/advance", Advance)
            .Describe(
                "advanceSandboxClock",
                Actions.SandboxWrite,
                "Moves the clock forwards and runs all that falls due, in order; 202 while it is on its way."
            )
            .Answers<SandboxClockView>()
            .Answers<SandboxClockView>(StatusCodes.Status202Accepted);
        group
            .MapPost("/reset", Reset)
            .Describe(
                "resetSandbox",
                Actions.SandboxWrite,
                "Deletes everything in the sandbox and begins anew; keys stay. 202 while it goes on."
            )
            .Answers<SandboxView>()
            .Answers<SandboxView>(StatusCodes.Status202Accepted);
        group
            .MapPost("/sign_ins", SignIn)
            .Describe("createSandboxSignIn", Actions.SandboxWrite, "A link that signs in as somebody of the sandbox.")
            .Answers<SandboxSignInView>(StatusCodes.Status201Created);
        group
            .MapGet("/mails", Mails)
            .Describe("listSandboxMails", Actions.SandboxRead, "Mails that were kept instead of sent, newest first.")
            .Lists<SandboxMailView>();
        group
            .MapGet("/mails/{mail}", Mail)
            .Describe("getSandboxMail", Actions.SandboxRead, "One of them.")
            .Answers<SandboxMailView>();
    }

    private static ValueTask<object?> RefuseLive(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var caller = invocation.HttpContext.RequestServices.GetRequiredService<Caller>();
        return Sandbox.Is(caller.Tenant) ? next(invocation) : new(caller.Problem(Failure.Of(FailureCodes.SandboxLive)));
    }

    private static async Task<Answer> Read(Caller caller, ISandboxRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant), SandboxView.Of);

    private static async Task<Answer> Clock(Caller caller, ISandboxRows rows) =>
        caller.Resource(await rows.Find(caller.Tenant), SandboxClockView.Of);

    private static async Task<Answer> Advance(Body<AdvanceBody> body, Caller caller)
    {
        if (body.Value.Refusal() is { } refusal)
            return caller.Problem(refusal);
        var command = body.Value.Command(caller.CommandId);
        var outcome = await caller.Send(grains => grains.Sandbox().Advance(command));
        return caller.Answer(outcome, row => Done(row, ClockPath, SandboxClockView.Of(row)));
    }

    private static async Task<Answer> Reset(Body<ResetBody> body, Caller caller, ICredentials credentials)
    {
        var name = (await credentials.Tenant(Sandbox.LiveOf(caller.Tenant)))!.Name;
        // By the machine's clock, not after the claim of this request's own Idempotency-Key.
        var askedAt = Ids.CreatedAt(caller.Context.TraceIdentifier);
        var command = new ResetSandbox(caller.CommandId, askedAt, body.Value.StartsAt, name);
        var outcome = await caller.Send(grains => grains.Sandbox().Reset(command));
        return caller.Answer(outcome, row => Done(row, Path, SandboxView.Of(row)));
    }

    private static async Task<Answer> SignIn(
        Body<SandboxSignInBody> body,
        Caller caller,
        SandboxPeople people,
        PublicAddress address
    )
    {
        var (participant, role) = body.Value;
        if (participant is null == role is null)
            return caller.Problem(Failure.Of(TransportCodes.SignInEither));
        var outcome = participant is not null
            ? await people.LinkOf(caller, participant)
            : await people.LinkOf(caller, role!.Value);
        return caller.Answer(outcome, made => Answers.Created(Path, SandboxSignInView.Of(made, address)));
    }

    private static async Task<Answer> Mails(ListRequest list, Caller caller, ISandboxRows rows, IMailSeal seal) =>
        list.Answer(await rows.Mails(caller.Tenant, list.Page), row => View(caller.Tenant, row, seal));

    private static async Task<Answer> Mail(string mail, Caller caller, ISandboxRows rows, IMailSeal seal) =>
        caller.Resource(await rows.Mail(caller.Tenant, mail), row => View(caller.Tenant, row, seal));

    private static SandboxMailView View(string tenant, SandboxMailRow row, IMailSeal seal) =>
        SandboxMailView.Of(
            row,
            LedgerJson.Read<QueueMail>(Encoding.UTF8.GetBytes(seal.Open(tenant, row.Id, row.Letter)))
        );

    private static Answer Done<TView>(SandboxRow row, string location, TView view) =>
        row.Status == SandboxStatus.Ready ? Answers.Ok(view) : Answers.Accepted(location, view);
}
