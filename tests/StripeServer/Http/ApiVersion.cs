namespace Binome.StripeServer.Http;

/// <summary>The one version of the API whose shapes this server speaks: that of the official library the tests hold it against.</summary>
public static class ApiVersion
{
    public const string Current = "2026-10-28.endive";
}
