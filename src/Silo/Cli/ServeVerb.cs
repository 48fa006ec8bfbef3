using Binome.Silo.Hosting;
using Binome.Silo.Mail;
using Binome.WebApi.Members;

namespace Binome.Silo.Cli;

/// <summary>Serves until the process is told to stop.</summary>
internal static class ServeVerb
{
    public static async Task<int> Run(BinomeSettings settings, bool demo, CancellationToken cancellation)
    {
        await using var app = BinomeHost.Build(settings);
        await BinomeHost.Start(app, cancellation);
        await using (var binome = OperatorClient.Of(settings))
        {
            if (demo)
                await DemoVerb.Load(binome, settings, cancellation);
            else
                await Welcome(app, binome, cancellation);
        }
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task Welcome(WebApplication app, OperatorClient binome, CancellationToken cancellation)
    {
        var settings = app.Services.GetRequiredService<BinomeSettings>();
        var tenants = await binome.Send(HttpMethod.Get, "/operator/tenants", null, cancellation);
        var count = tenants.GetProperty("data").GetArrayLength();
        Console.Out.WriteLine(
            $"""

            Binome serves {settings.Address}   ({ActorRuntime.Edition} edition, data in {Path.GetFullPath(
                settings.Storage.DataPath
            )})
              API documentation   {settings.Address}/docs
              Health              {settings.Address}/readyz
              Mail                {MailLine.Of(settings)}
            """
        );
        Console.Out.WriteLine(
            count > 0
                ? $"  Tenants             {count}\n"
                : $"""

                Nobody is on it yet. Open this link, which works once, and make your organisation and yourself its owner:
                  {app.SetupLink()}
                Or stop this and look at a demonstration company of 938 people:
                  dotnet run -c Release --project src/Silo -- demo

                """
        );
    }
}
