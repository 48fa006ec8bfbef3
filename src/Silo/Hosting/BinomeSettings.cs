using Binome.Silo.Integrations;
using Binome.Silo.Mail;
using Binome.Silo.Stripe;
using Binome.Storage;
using Binome.WebApi.Traffic;

namespace Binome.Silo.Hosting;

/// <summary>Everything that can be set, under "Binome" in appsettings or <c>Binome__…</c> in the environment. Works with none of it.</summary>
internal sealed class BinomeSettings
{
    public const string Section = "Binome";

    /// <summary>Where the API listens.</summary>
    public string Url { get; init; } = "http://localhost:5080";

    /// <summary>How callers reach it, when that is another address (behind a proxy).</summary>
    public string? PublicUrl { get; init; }

    public StorageSettings Storage { get; init; } = new();

    public LogSettings Log { get; init; } = new();

    public TelemetrySettings Telemetry { get; init; } = new();

    public MailSettings Mail { get; init; } = new();

    public StripeSettings Stripe { get; init; } = new();

    public RequestLimits Limits { get; init; } = new();

    public WebhookSettings Webhooks { get; init; } = new();

    /// <summary>all, api or silo; see <see cref="NodeRole"/>.</summary>
    public string Roles { get; init; } = nameof(NodeRole.All);

    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>The folder of the keys that seal and sign; null is <c>keys</c> in the data folder. One for all nodes of a cluster.</summary>
    public string? KeysPath { get; init; }

    public NodeRole Role => Enum.Parse<NodeRole>(Roles, ignoreCase: true);

    public string Address => (PublicUrl ?? Url).TrimEnd('/');

    /// <exception cref="SettingsException">A value can't work; the message says which and why.</exception>
    public static BinomeSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<BinomeSettings>() ?? new BinomeSettings();
        RequireUrl("Url", settings.Url);
        if (settings.PublicUrl is { } publicUrl)
            RequireUrl("PublicUrl", publicUrl);
        if (settings.Telemetry.OtlpEndpoint is { } endpoint)
            RequireUrl("Telemetry__OtlpEndpoint", endpoint);
        settings.Storage.Check();
        settings.Mail.Check();
        settings.Webhooks.Check();
        settings.Stripe.Check();
        if (settings.Limits.Fault() is { } fault)
            throw new SettingsException($"Limits__{fault.Name}", $"{fault.Value}", fault.Expected);
        settings.Cluster.Check();
        settings.CheckRole();
        return settings;
    }

    private void CheckRole()
    {
        if (!Enum.TryParse<NodeRole>(Roles, ignoreCase: true, out var role) || !Enum.IsDefined(role))
            throw new SettingsException(nameof(Roles), Roles, "all, api or silo");
        if (role is not NodeRole.All && !ActorRuntime.IsCluster(this))
            throw new SettingsException(
                nameof(Roles),
                Roles,
                $"all: one process does everything in the {ActorRuntime.Edition} edition on {Storage.Kind}"
            );
    }

    private static void RequireUrl(string name, string value)
    {
        var isUrl = Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        if (!isUrl)
            throw new SettingsException(name, value, "an address, for example http://localhost:5080");
    }
}

internal sealed class StorageSettings
{
    /// <summary>Sqlite or PostgreSql.</summary>
    public string Provider { get; init; } = nameof(StorageProvider.Sqlite);

    /// <summary>The folder of lock, socket and keys, and of the database when that is SQLite.</summary>
    public string DataPath { get; init; } = "./data";

    /// <inheritdoc cref="StorageOptions.ConnectionString"/>
    public string? ConnectionString { get; init; }

    /// <inheritdoc cref="StorageOptions.SystemConnectionString"/>
    public string? SystemConnectionString { get; init; }

    /// <inheritdoc cref="StorageOptions.OwnerConnectionString"/>
    public string? OwnerConnectionString { get; init; }

    public StorageProvider Kind => Enum.Parse<StorageProvider>(Provider, ignoreCase: true);

    /// <exception cref="SettingsException">A value can't work.</exception>
    public void Check()
    {
        if (!Enum.TryParse<StorageProvider>(Provider, ignoreCase: true, out var provider))
            throw new SettingsException("Storage__Provider", Provider, "Sqlite or PostgreSql");
        if (string.IsNullOrWhiteSpace(DataPath))
            throw new SettingsException("Storage__DataPath", DataPath, "a folder, for example ./data");
        if (provider is StorageProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            throw new SettingsException(
                "Storage__ConnectionString",
                ConnectionString,
                "how PostgreSQL is reached, for example Host=localhost;Database=binome;Username=binome;Password=…"
            );
    }

    public void CopyTo(StorageOptions options)
    {
        options.Provider = Kind;
        options.DataPath = DataPath;
        options.ConnectionString = ConnectionString;
        options.SystemConnectionString = SystemConnectionString;
        options.OwnerConnectionString = OwnerConnectionString;
    }
}

internal sealed class LogSettings
{
    /// <summary>True writes one JSON object a line instead of text.</summary>
    public bool Json { get; init; }

    /// <summary>Verbose, Debug, Information, Warning, Error.</summary>
    public string Level { get; init; } = "Information";
}

internal sealed class TelemetrySettings
{
    /// <summary>An OpenTelemetry collector (OTLP over gRPC); null sends nothing.</summary>
    public string? OtlpEndpoint { get; init; }
}

/// <summary>A setting that can't work.</summary>
internal sealed class SettingsException(string name, string? value, string expected)
    : Exception($"Binome__{name} is '{value}'; expected {expected}.");
