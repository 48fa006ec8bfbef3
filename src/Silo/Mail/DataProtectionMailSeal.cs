using Binome.Contracts.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace Binome.Silo.Mail;

/// <summary>Seals waiting mails with the host's Data Protection keys, which lie in the data folder and not in the database.</summary>
internal sealed class DataProtectionMailSeal(IDataProtectionProvider protection) : IMailSeal
{
    public string Seal(string tenant, string mailId, string text) => For(tenant, mailId).Protect(text);

    public string Open(string tenant, string mailId, string sealedText) => For(tenant, mailId).Unprotect(sealedText);

    private IDataProtector For(string tenant, string mailId) =>
        protection.CreateProtector("binome.mail", tenant, mailId);
}
