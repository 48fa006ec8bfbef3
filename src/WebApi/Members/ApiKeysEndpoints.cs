using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Tenants;

namespace Binome.WebApi.Members;

/// <summary>The keys of a tenant's integrators, made and ended by its owners.</summary>
internal static class ApiKeysEndpoints
{
    private const string Path = "/v1/api_keys/";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/api_keys").WithTags("API keys");
        group
            .MapGet("", List)
            .Describe("listApiKeys", Actions.ApiKeysRead, "Every key, without its secret, with when it was used last.")
            .Answers<WholeListView<ApiKeyView>>();
        group
            .MapPost("", Create)
            .Describe("createApiKey", Actions.ApiKeysWrite, "Makes a key; its secret is in this answer alone.")
            .Answers<ApiKeyView>(StatusCodes.Status201Created);
        group
            .MapPost("/{key}/rotate", Rotate)
            .Describe("rotateApiKey", Actions.ApiKeysWrite, "Makes a key like this one, which goes on for a while.")
            .Answers<ApiKeyView>(StatusCodes.Status201Created);
        group
            .MapPost("/{key}/revoke", Revoke)
            .Describe("revokeApiKey", Actions.ApiKeysWrite, "Ends a key; it is refused within five seconds.")
            .Answers<ApiKeyView>();
    }

    private static async Task<Answer> List(Caller caller, ICredentials credentials)
    {
        var keys = await credentials.Keys(caller.Tenant);
        return Answers.Ok(new WholeListView<ApiKeyView>([.. keys.Select(ApiKeyView.Of)]));
    }

    private static async Task<Answer> Create(Body<CreateKeyBody> body, Caller caller)
    {
        if (ApiVersions.Find(body.Value.ApiVersion ?? ApiVersions.Current) is not { } version)
            return caller.Problem(ApiVersions.Unknown("/api_version"));
        var command = body.Value.Command(version.Name, caller.Member!.MemberId, caller.NewId(Ids.ApiKey));
        return caller.Answer(await caller.Send(grains => grains.Tenant().CreateKey(command)), Created);
    }

    private static async Task<Answer> Rotate(string key, Body<RotateKeyBody> body, Caller caller)
    {
        var overlap = body.Value.OverlapHours is { } hours ? TimeSpan.FromHours(hours) : MemberLimits.KeyOverlapDefault;
        if (overlap < TimeSpan.Zero || overlap > MemberLimits.KeyOverlapMax)
            return caller.Problem(
                Failure.At("/overlap_hours", FailureCodes.OutOfRange, "0", $"{MemberLimits.KeyOverlapMax.TotalHours}")
            );
        var version = body.Value.ApiVersion;
        if (version is not null && ApiVersions.Find(version) is null)
            return caller.Problem(ApiVersions.Unknown("/api_version"));
        var command = new RotateKey(key, caller.NewId(Ids.ApiKey), overlap, caller.Member!.MemberId)
        {
            ApiVersion = version,
        };
        return caller.Answer(await caller.Send(grains => grains.Tenant().RotateKey(command)), Created);
    }

    private static async Task<Answer> Revoke(string key, Body<NoSettings> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Tenant().RevokeKey(key));
        return caller.Answer(outcome, row => Answers.Ok(ApiKeyView.Of(row)));
    }

    private static Answer Created(CreatedKey made) =>
        new(StatusCodes.Status201Created, Answers.Render(ApiKeyView.Of(made.Key, made.Secret)))
        {
            Location = Path + made.Key.Id,
            Kept = Answers.Created(Path + made.Key.Id, ApiKeyView.Of(made.Key)),
        };
}

/// <param name="OverlapHours">How long the old key still works: 0–168, 24 when left out.</param>
/// <param name="ApiVersion">YYYY-MM-DD, to move to another version; that of the old key when left out.</param>
internal sealed record RotateKeyBody(int? OverlapHours, string? ApiVersion);
