using System.Globalization;
using Binome.Benchmarks;
using Binome.Benchmarks.Actors;
using Binome.Benchmarks.WakeUps;

if (args is ["inbox", var inboxPort, var inboxFile])
{
    await Binome.Benchmarks.Billing.BareInbox.Run(int.Parse(inboxPort, CultureInfo.InvariantCulture), inboxFile);
    return;
}

if (args is ["bare", var port, .. var listed])
{
    await BareServer.Run(int.Parse(port, CultureInfo.InvariantCulture), listed.FirstOrDefault());
    return;
}

if (args is ["clock", var clockPort, var clockFolder, var begins])
{
    await MovedClock.Run(
        new BenchStorage(clockFolder),
        int.Parse(clockPort, CultureInfo.InvariantCulture),
        DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture)
    );
    return;
}

if (args is ["direct", var directPort, var folder, var tenant])
{
    await Binome.Benchmarks.Pipeline.DirectWrites.Run(
        new BenchStorage(folder),
        int.Parse(directPort, CultureInfo.InvariantCulture),
        tenant
    );
    return;
}

if (args is ["matching", var figure] && Binome.Benchmarks.Matching.MatchingReport.Figures.Contains(figure))
{
    Binome.Benchmarks.Matching.MatchingReport.RunOnly(figure);
    return;
}

if (args is ["matching", .. var sizes] && sizes is not ["api"])
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
            ["matching", "api"] => Binome.Benchmarks.Matching.MatchingApiReport.Run(data),
            ["exports"] => Binome.Benchmarks.Exports.ExportReport.Run(data),
            ["billing"] => Binome.Benchmarks.Billing.BillingReport.Run(data),
            ["pipeline"] => Binome.Benchmarks.Pipeline.PipelineReport.Run(data),
            ["burst"] => Burst.Run(data),
            ["flood"] => Flood.Run(data),
            ["webhooks"] => Binome.Benchmarks.Webhooks.WebhookReport.Run(data),
            ["streams"] => Binome.Benchmarks.Streams.StreamReport.Run(data),
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
