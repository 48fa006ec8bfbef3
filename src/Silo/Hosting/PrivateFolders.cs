namespace Binome.Silo.Hosting;

/// <summary>Folders that none but the process's own user may open.</summary>
internal static class PrivateFolders
{
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
}
