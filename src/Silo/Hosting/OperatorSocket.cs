namespace Binome.Silo.Hosting;

/// <summary>The socket in the data folder over which the operator's verbs talk to a running process.</summary>
internal static class OperatorSocket
{
    private const string FileName = "binome.sock";

    /// <summary>Names of sockets are short on every system; a longer one fails when the host starts.</summary>
    public static string PathIn(BinomeSettings settings)
    {
        var folder = Path.GetFullPath(settings.Storage.DataPath);
        var absolute = Path.Combine(folder, FileName);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, absolute);
        return relative.Length < absolute.Length ? relative : absolute;
    }

    /// <summary>Whoever may open the socket is the operator: its owner alone.</summary>
    public static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
