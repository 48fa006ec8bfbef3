using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace Binome.Silo.Hosting;

internal static class Logging
{
    private const string Readable = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Serilog on the console: readable, or one JSON object a line. The standard "Serilog" section can change the rest.</summary>
    /// <param name="aside">True writes to standard error: on the other stream a verb prints its answer, which scripts read.</param>
    public static void AddBinomeLogging(this WebApplicationBuilder builder, LogSettings settings, bool aside)
    {
        var standardErrorFrom = aside ? LogEventLevel.Verbose : (LogEventLevel?)null;
        if (!Enum.TryParse<LogEventLevel>(settings.Level, ignoreCase: true, out var level))
            throw new SettingsException(
                "Log__Level",
                settings.Level,
                string.Join(", ", Enum.GetNames<LogEventLevel>())
            );

        var log = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration);
        log = settings.Json
            ? log.WriteTo.Console(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                standardErrorFromLevel: standardErrorFrom
            )
            : log.WriteTo.Console(
                outputTemplate: Readable,
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: standardErrorFrom
            );
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(log.CreateLogger(), dispose: true);
        // The host's scope round a request would put its path, in which a calendar address carries its secret, into every JSON line.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
