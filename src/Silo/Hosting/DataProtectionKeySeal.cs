using Binome.Contracts.Privacy;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.Silo.Hosting;

/// <summary>Seals participants' keys with the host's Data Protection keys, which lie in the data folder and not in the database.</summary>
internal sealed class DataProtectionKeySeal(IDataProtectionProvider protection) : IKeySeal
{
    public string Seal(string tenant, string participantId, string key) => For(tenant, participantId).Protect(key);

    public string Open(string tenant, string participantId, string sealedKey) =>
        For(tenant, participantId).Unprotect(sealedKey);

    private IDataProtector For(string tenant, string participantId) =>
        protection.CreateProtector("binome.private_key", tenant, participantId);
}
