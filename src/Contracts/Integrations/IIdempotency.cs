namespace Binome.Contracts.Integrations;

/// <summary>Where a request under an Idempotency-Key stands.</summary>
public enum IdempotencyClaim
{
    /// <summary>Nobody used the key: carry the request out.</summary>
    Fresh,

    /// <summary>It was claimed and no answer is stored (a crash came between): carry it out again with the same command id.</summary>
    Again,

    /// <summary>The stored answer is to be sent again.</summary>
    Answered,

    /// <summary>The key was used with another request.</summary>
    OtherRequest,
}

/// <param name="CommandId">The id minted for the request the first time.</param>
/// <param name="Answer">Only when <see cref="IdempotencyClaim.Answered"/>.</param>
public sealed record IdempotencyState(IdempotencyClaim Claim, string CommandId, StoredAnswer? Answer);

public sealed record StoredAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body);

/// <summary>Requests under an Idempotency-Key, kept at least 24 hours, per tenant.</summary>
public interface IIdempotency
{
    /// <summary>Claims the key durably before anything happens, or tells what became of it.</summary>
    /// <param name="requestHash">SHA-256 of method, path and body.</param>
    Task<IdempotencyState> Claim(string tenant, string key, string requestHash, string commandId);

    Task Answer(string tenant, string key, StoredAnswer answer);

    /// <summary>Forgets a claim whose request failed validation, so that a corrected one can use the key.</summary>
    Task Forget(string tenant, string key);

    /// <summary>Drops claims older than that instant, over all tenants.</summary>
    Task DropOlderThan(DateTimeOffset instant);
}
