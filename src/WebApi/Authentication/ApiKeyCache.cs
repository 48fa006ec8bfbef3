using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

internal sealed class ApiKeyCache(ICredentials credentials, CredentialUses uses, TimeProvider time)
    : CredentialCache<KnownKey>(uses, time)
{
    protected override bool TryHash(ReadOnlySpan<char> secret, Span<byte> hash) => ApiKeyFormat.TryHash(secret, hash);

    protected override bool IsWellFormed(string secret) => ApiKeyFormat.IsWellFormed(secret);

    protected override async Task<KnownKey?> LookUp(string hash) =>
        await credentials.FindKey(hash) is { } found ? new KnownKey(found) : null;
}
