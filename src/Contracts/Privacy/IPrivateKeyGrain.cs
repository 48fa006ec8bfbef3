using Binome.Contracts.Ledger;

namespace Binome.Contracts.Privacy;

/// <summary>The key under which one participant's private words lie. Key: tenant and participant id.</summary>
[Alias("binome.private_key")]
public interface IPrivateKeyGrain : IGrainWithStringKey
{
    /// <summary>The sealed key, made when it is asked for the first time; null once it was erased.</summary>
    [Alias("ensure")]
    Task<string?> Ensure();

    /// <summary>Erases the key for good, and with it every private word of the participant. Repeating it changes nothing.</summary>
    [Alias("erase")]
    Task Erase();
}

/// <param name="Id">The participant's id.</param>
/// <param name="SealedKey">Null once it was erased.</param>
[GenerateSerializer, Immutable, Alias("binome.private_key_row")]
public sealed record PrivateKeyRow(string Id, string? SealedKey, DateTimeOffset CreatedAt, DateTimeOffset? ErasedAt)
    : IRow;

public interface IPrivateKeyRows
{
    /// <summary>Null when the participant has said nothing in private yet.</summary>
    Task<PrivateKeyRow?> Find(string tenant, string participantId);
}

/// <summary>Seals participants' keys under keys that are not in the database.</summary>
public interface IKeySeal
{
    /// <summary>The result opens only for the same tenant and participant.</summary>
    string Seal(string tenant, string participantId, string key);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It is of another participant, or the sealing key is gone.</exception>
    string Open(string tenant, string participantId, string sealedKey);
}
