using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Members;

public static class FirstRun
{
    /// <summary>A link that makes the first organisation and its owner, for the console. Asking again makes the last one worthless.</summary>
    public static string SetupLink(this WebApplication app) =>
        app
            .Services.GetRequiredService<PublicAddress>()
            .Link($"{Setup.Path}?token={app.Services.GetRequiredService<Setup>().NewLink()}");
}
