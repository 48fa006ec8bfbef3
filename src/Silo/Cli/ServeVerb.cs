using Binome.Silo.Hosting;
using Binome.Silo.Mail;

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
                await Welcome(binome, settings, cancellation);
        }
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task Welcome(OperatorClient binome, BinomeSettings settings, CancellationToken cancellation)
    {
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
                : """

                Nobody is on it yet. In another terminal, in this folder, either make a company and its API key:
                  dotnet run -c Release --project src/Silo -- tenants create --name "Acme"
                or stop this and look at a demonstration company of 938 people:
                  dotnet run -c Release --project src/Silo -- demo

                """
        );
    }
}
