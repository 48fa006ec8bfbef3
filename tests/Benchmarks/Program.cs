using Binome.Benchmarks;

if (args is ["bare", var port])
{
    await BareServer.Run(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

if (args is ["matching", .. var sizes])
{
    Binome.Benchmarks.Matching.MatchingReport.Run(
        sizes is [var largest] ? int.Parse(largest, System.Globalization.CultureInfo.InvariantCulture) : 5_000
    );
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
            _ => Report.Run(data),
        }
    );
}
finally
{
    Directory.Delete(data, recursive: true);
}
