using System.Net.Sockets;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Mail;
using Binome.WebApi.Members;
using Microsoft.AspNetCore.Connections.Features;

namespace Binome.WebApi.Tenants;

/// <summary>
/// What the operator's command line asks of a running process. Only over the Unix socket in the data folder, which none
/// but its owner can open; on any other connection these addresses are not there.
/// </summary>
internal static class OperatorEndpoints
{
    private const string FirstKeyName = "first key";

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/operator").WithMetadata(JsonApi.Mark).AllowAnonymous().ExcludeFromDescription();
        group.AddEndpointFilter(OnlyOnUnixSocket);
        group.MapPost("/tenants", CreateTenant);
        group.MapGet("/tenants", ListTenants);
        group.MapPost("/tenants/{tenant}/members", InviteMember);
        group.MapPost("/tenants/{tenant}/keys", CreateKey);
        group.MapGet("/tenants/{tenant}/keys", ListKeys);
        group.MapPost("/tenants/{tenant}/keys/{key}/revoke", RevokeKey);
        MailTestEndpoint.Map(group);
    }

    private static ValueTask<object?> OnlyOnUnixSocket(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        var endPoint = context.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint;
        return endPoint is UnixDomainSocketEndPoint
            ? next(invocation)
            : new(Problems.Answer(context, TransportCodes.RouteUnknown));
    }

    private static async Task<Answer> CreateTenant(
        Body<CreateTenant> body,
        HttpContext context,
        IGrainFactory grains,
        TimeProvider time
    )
    {
        var tenant = new TenantGrains(grains, Ids.New(Ids.Tenant, time.GetUtcNow())).Tenant();
        var created = await tenant.Create(body.Value);
        if (created.Failure is { } refused)
            return Problems.Answer(context, refused);
        var key = await tenant.CreateKey(new CreateKey(FirstKeyName, [], null) { ApiVersion = ApiVersions.Current });
        return key.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Created(
                $"/operator/tenants/{created.Value.Id}",
                new CreatedTenantView(TenantView.Of(created.Value), ApiKeyView.Of(key.Value.Key, key.Value.Secret))
            );
    }

    private static async Task<Answer> ListTenants(ICredentials credentials)
    {
        var tenants = await credentials.Tenants();
        return Answers.Ok(new WholeListView<TenantView>([.. tenants.Select(TenantView.Of)]));
    }

    /// <summary>A link for a member, who is made when nobody has that address: for whoever's mail is not set up.</summary>
    private static async Task<Answer> InviteMember(
        string tenant,
        Body<InviteMember> body,
        HttpContext context,
        ICredentials credentials,
        IGrainFactory grainFactory,
        PublicAddress address,
        TimeProvider time
    )
    {
        if ((await credentials.Tenants()).All(row => row.Id != tenant))
            return Problems.Answer(context, FailureCodes.TenantUnknown);
        var known = await credentials.FindMembers(body.Value.Email.Trim().ToLowerInvariant());
        var id = known.FirstOrDefault(found => found.Tenant.Id == tenant)?.Member.Id;
        var member = new TenantGrains(grainFactory, tenant).Member(id ?? Ids.New(Ids.Member, time.GetUtcNow()));
        if (id is null && (await member.Invite(body.Value)).Failure is { } refused)
            return Problems.Answer(context, refused);
        var made = await member.MakeLink(new MakeLink(LinkKind.Invitation, BrowserHash: null));
        return made.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Ok(InvitedMemberView.Of(made.Value, address));
    }

    private static async Task<Answer> CreateKey(
        string tenant,
        Body<CreateKeyBody> body,
        HttpContext context,
        IGrainFactory grains
    )
    {
        if (ApiVersions.Find(body.Value.ApiVersion ?? ApiVersions.Current) is not { } version)
            return Problems.Answer(context, ApiVersions.Unknown("/api_version"));
        var outcome = await new TenantGrains(grains, tenant).Tenant().CreateKey(body.Value.Command(version.Name));
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Created(
                $"/operator/tenants/{tenant}/keys",
                ApiKeyView.Of(outcome.Value.Key, outcome.Value.Secret)
            );
    }

    private static async Task<Answer> ListKeys(string tenant, HttpContext context, ICredentials credentials)
    {
        var keys = await credentials.Keys(tenant);
        if (keys.IsEmpty && (await credentials.Tenants()).All(row => row.Id != tenant))
            return Problems.Answer(context, FailureCodes.TenantUnknown);
        return Answers.Ok(new WholeListView<ApiKeyView>([.. keys.Select(ApiKeyView.Of)]));
    }

    private static async Task<Answer> RevokeKey(string tenant, string key, HttpContext context, IGrainFactory grains)
    {
        var outcome = await new TenantGrains(grains, tenant).Tenant().RevokeKey(key);
        return outcome.Failure is { } failure
            ? Problems.Answer(context, failure)
            : Answers.Ok(ApiKeyView.Of(outcome.Value));
    }
}
