using System.Globalization;
using Binome.Benchmarks;
using Binome.Benchmarks.Actors;
using Binome.Benchmarks.WakeUps;

if (args is ["bare", var port])
{
    await BareServer.Run(int.Parse(port, CultureInfo.InvariantCulture));
    return;
}

if (args is ["matching", "again"])
{
    Binome.Benchmarks.Matching.MatchingReport.RunAgain();
    return;
}

if (args is ["matching", .. var sizes])
{
    Binome.Benchmarks.Matching.MatchingReport.Run(Number(sizes, 5_000));
    return;
}

var data = Directory.CreateTempSubdirectory("bn").FullName;
try
{
    await (
        args switch
        {
            ["list"] => Report.RunList(data),
            ["start"] => Report.RunStart(data),
            ["burst"] => Burst.Run(data),
            ["webhooks"] => Binome.Benchmarks.Webhooks.WebhookReport.Run(data),
            ["postgresql"] => Report.RunPostgreSql(data),
            ["actors"] => ActorReport.Run(),
            ["wakeups", "sqlite", .. var rows] => WakeUpReport.RunSqlite(data, Number(rows, WakeUpReport.Waiting)),
            ["wakeups", "postgresql", .. var rows] => WakeUpReport.RunPostgreSql(
                data,
                Number(rows, WakeUpReport.Waiting)
            ),
            _ => Report.Run(data),
        }
    );
}
finally
{
    Directory.Delete(data, recursive: true);
}

static int Number(string[] given, int otherwise) =>
    given is [var only] ? int.Parse(only, CultureInfo.InvariantCulture) : otherwise;
