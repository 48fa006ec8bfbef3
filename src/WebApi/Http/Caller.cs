using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Orleans.Runtime;

namespace Binome.WebApi.Http;

/// <summary>
/// Who calls, for the length of one request. The tenant comes from the credential alone; before one was accepted there is
/// no tenant and asking for it throws.
/// </summary>
internal sealed class Caller(IGrainFactory grainFactory, Failover failover, TenantClock clock)
{
    private HttpContext? context;
    private CallerIdentity? identity;
    private string? action;
    private string? commandId;
    private TenantGrains? grains;

    public string Tenant => Identity.Tenant;

    /// <summary>The id of the key or session under which the request runs.</summary>
    public string CredentialId => Identity.CredentialId;

    /// <summary>The person who is signed in; null for a key.</summary>
    public MemberIdentity? Member => Identity as MemberIdentity;

    /// <summary>The programmes over which the caller may do what this route or page asks for.</summary>
    public ProgrammeReach Reach => action is null ? ProgrammeReach.None : Identity.ReachOf(action);

    public TenantGrains Grains => grains ??= new TenantGrains(grainFactory, Tenant);

    /// <summary>The request's own id, unless an Idempotency-Key says that the same command was begun before.</summary>
    public string CommandId
    {
        get => commandId ?? Context.TraceIdentifier;
        set => commandId = value;
    }

    /// <summary>When the command was given the first time; part of every id derived from it.</summary>
    public DateTimeOffset CommandedAt => Ids.CreatedAt(CommandId);

    public HttpContext Context => context ?? throw new InvalidOperationException("No request was begun.");

    public Language Language => Languages.Of(Context.Request);

    private CallerIdentity Identity => identity ?? throw new InvalidOperationException("No credential was accepted.");

    public void Begin(HttpContext request, CallerIdentity accepted)
    {
        context = request;
        identity = accepted;
        action = ActionRequirement.Of(request.GetEndpoint());
    }

    /// <summary>Whether the caller may do this over any programme; what pages show or leave out by.</summary>
    public bool Can(string action) => Identity.Can(action);

    /// <summary>The programmes over which the caller may do something else than what this page asks for.</summary>
    public ProgrammeReach ReachOf(string action) => Identity.ReachOf(action);

    /// <summary>The id of what this command makes: the same however often the command is driven.</summary>
    public string NewId(string prefix) => Ids.Derived(prefix, CommandedAt, CommandId, prefix);

    public Actor Actor() =>
        new(
            CommandId,
            CredentialId,
            Member is { Row: var member } ? new ActingMember(member.Id, member.Name, member.Email) : null
        );

    /// <summary>
    /// Sends a command to a grain of the tenant; once more when the grain had to read its state again, and until it is found
    /// elsewhere when its node is gone and the request may be repeated.
    /// </summary>
    public Task<Outcome<T>> Send<T>(Func<TenantGrains, Task<Outcome<T>>> command)
    {
        RequestContext.Set(TenantContext.Key, Tenant);
        clock.Carry(Tenant);
        return failover.Call(Context, () => command(Grains));
    }

    /// <summary>Renders what a command answered, or its failure.</summary>
    public Answer Answer<T>(Outcome<T> outcome, Func<T, Answer> render) =>
        outcome.Failure is { } failure ? Problem(failure) : render(outcome.Value);

    /// <summary>Renders a resource that was read, 304 when the caller has it already, or 404.</summary>
    public Answer Resource<TRow, TView>(Stored<TRow>? stored, Func<TRow, TView> view)
    {
        if (stored is null)
            return NotFound();
        var etag = ETags.Of(stored.Version);
        return ETags.IsKnown(Context.Request, etag)
            ? Answers.NotModified(etag)
            : Answers.Ok(view(stored.Row), stored.Version);
    }

    /// <summary>The same for a resource whose stored form is the form of the API.</summary>
    public Answer Resource(StoredJson? stored)
    {
        if (stored is null)
            return NotFound();
        var etag = ETags.Of(stored.Version);
        return ETags.IsKnown(Context.Request, etag)
            ? Answers.NotModified(etag)
            : new Answer(StatusCodes.Status200OK, stored.Json) { ETag = etag };
    }

    public Answer NotFound() => Problem(Failure.Of(FailureCodes.NotFound));

    public Answer Problem(Failure failure) => Problems.Answer(Context, failure);
}
