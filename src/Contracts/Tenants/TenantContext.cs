namespace Binome.Contracts.Tenants;

/// <summary>
/// The second lock: the edge notes the credential's tenant in the runtime's RequestContext, and a grain whose own key
/// names another tenant refuses the call. It only ever narrows what the key allows.
/// </summary>
public static class TenantContext
{
    public const string Key = "binome.tenant";
}
