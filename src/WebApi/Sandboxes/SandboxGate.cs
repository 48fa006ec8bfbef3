using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Sandboxes;

/// <summary>
/// Before every request into a sandbox: makes the sandbox when it is used for the first time, takes up its clock, refuses while it
/// is being reset, and marks the answer. Requests of live tenants pass by.
/// </summary>
internal sealed class SandboxGate(TenantClock clock, Refusals refusals)
{
    private const string Status = "/v1/sandbox";

    public Task Check(HttpContext context, RequestDelegate next) =>
        context.User.Identity is CallerIdentity { Tenant: var tenant } && Sandbox.Is(tenant)
            ? Enter(context, tenant, next)
            : next(context);

    private async Task Enter(HttpContext context, string tenant, RequestDelegate next)
    {
        context.Response.Headers[HeaderNames.Livemode] = "false";
        var row = (await context.RequestServices.GetRequiredService<ISandboxRows>().Find(tenant))?.Row;
        if (row is null)
        {
            var opened = await Open(context, tenant);
            if (opened.Failure is { } failure)
            {
                await refusals.Answer(context, failure);
                return;
            }
            row = opened.Value;
        }
        clock.Note(SandboxInstant.Of(row));
        // What a command makes has its instant in its id, by which lists are ordered.
        context.RequestServices.GetRequiredService<Caller>().CommandId = Ids.New(Ids.Request, clock.Now(tenant));
        if (row.Status == SandboxStatus.Resetting && !context.Request.Path.StartsWithSegments(Status))
            await refusals.Answer(context, Failure.Of(FailureCodes.SandboxResetting));
        else
            await next(context);
    }

    private static async Task<Outcome<SandboxRow>> Open(HttpContext context, string tenant)
    {
        var caller = context.RequestServices.GetRequiredService<Caller>();
        var credentials = context.RequestServices.GetRequiredService<ICredentials>();
        var name = (await credentials.Tenant(Sandbox.LiveOf(tenant)))?.Name;
        // A key always stands with a tenant.
        return name is null
            ? Failure.Of(FailureCodes.TenantUnknown)
            : await caller.Send(grains => grains.Sandbox().Open(new OpenSandbox(name)));
    }
}
