using Binome.Benchmarks;

if (args is ["bare", var port])
{
    await BareServer.Run(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

var data = Directory.CreateTempSubdirectory("bn").FullName;
try
{
    await Report.Run(data);
}
finally
{
    Directory.Delete(data, recursive: true);
}
