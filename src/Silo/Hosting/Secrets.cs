using Microsoft.AspNetCore.DataProtection;
using Serilog.Extensions.Logging;

namespace Binome.Silo.Hosting;

/// <summary>The keys under which Binome encrypts what it keeps for a while and signs what it gives to browsers.</summary>
internal static class Secrets
{
    private const string FolderName = "keys";

    /// <summary>Keys persist in files, beside the database and not in it, so that they can be left out of its backup.</summary>
    public static void AddBinomeSecrets(this WebApplicationBuilder builder, BinomeSettings settings)
    {
        var keys = Path.GetFullPath(settings.KeysPath ?? Path.Combine(settings.Storage.DataPath, FolderName));
        builder
            .Services.AddDataProtection()
            .SetApplicationName("binome")
            .PersistKeysToFileSystem(PrivateFolders.Create(keys));
        // It warns that keys lie in files as they are; the folder is its owner's alone, and the operator's guide says so.
        builder.Logging.AddFilter<SerilogLoggerProvider>(
            "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager",
            LogLevel.Error
        );
    }
}
