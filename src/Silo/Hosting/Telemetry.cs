using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Binome.Silo.Hosting;

/// <summary>Traces and metrics over OTLP, when an endpoint is set.</summary>
internal static class Telemetry
{
    private static readonly string[] Meters =
    [
        "Binome.*",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans",
        "System.Runtime",
    ];

    public static void AddBinomeTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        if (settings.OtlpEndpoint is not { } endpoint)
            return;
        var resource = ResourceBuilder.CreateDefault().AddService("binome");
        // Made by the container, so that it also flushes and disposes them when the host stops.
        services.AddSingleton(_ =>
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Microsoft.Orleans.Application")
                .AddOtlpExporter(exporter => exporter.Endpoint = new Uri(endpoint))
                .Build()
        );
        services.AddSingleton(_ =>
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(Meters)
                .AddOtlpExporter(exporter => exporter.Endpoint = new Uri(endpoint))
                .Build()
        );
    }
}
