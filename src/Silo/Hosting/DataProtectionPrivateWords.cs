using Binome.Contracts.Privacy;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.Silo.Hosting;

/// <summary>Seals private words with the host's Data Protection keys, which lie in the data folder and not in the database.</summary>
internal sealed class DataProtectionPrivateWords(IDataProtectionProvider protection) : IPrivateWords
{
    public string Seal(string tenant, string participantId, string text) => For(tenant, participantId).Protect(text);

    public string Open(string tenant, string participantId, string sealedText) =>
        For(tenant, participantId).Unprotect(sealedText);

    private IDataProtector For(string tenant, string participantId) =>
        protection.CreateProtector("binome.private_words", tenant, participantId);
}
