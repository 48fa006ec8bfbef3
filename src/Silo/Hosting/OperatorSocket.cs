using System.Text;

namespace Binome.Silo.Hosting;

/// <summary>The socket in the data folder over which the operator's verbs talk to a running process.</summary>
internal static class OperatorSocket
{
    private const string FileName = "binome.sock";

    /// <summary>Socket addresses are this short on every system that has them.</summary>
    private const int PathBytesMax = 100;

    /// <exception cref="SettingsException">The data folder lies so deep that a socket in it has no address.</exception>
    public static string PathIn(BinomeSettings settings)
    {
        var path = Path.Combine(Path.GetFullPath(settings.Storage.DataPath), FileName);
        return Encoding.UTF8.GetByteCount(path) <= PathBytesMax
            ? path
            : throw new SettingsException(
                "Storage__DataPath",
                settings.Storage.DataPath,
                $"a folder whose whole path has at most {PathBytesMax - FileName.Length - 1} bytes"
            );
    }

    /// <summary>Whoever may open the socket is the operator: its owner alone.</summary>
    public static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
