using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Authentication;

internal sealed class SessionCache(ICredentials credentials, CredentialUses uses, TimeProvider time)
    : CredentialCache<KnownSession>(uses, time)
{
    protected override bool TryHash(ReadOnlySpan<char> secret, Span<byte> hash) => SecretFormat.TryHash(secret, hash);

    protected override bool IsWellFormed(string secret) => SecretFormat.IsWellFormed(secret);

    protected override async Task<KnownSession?> LookUp(string hash) =>
        await credentials.FindSession(hash) is { } found ? new KnownSession(found) : null;
}
