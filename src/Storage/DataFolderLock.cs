namespace Binome.Storage;

/// <summary>Another process works on the data folder.</summary>
public sealed class DataFolderLockedException(string folder, Exception inner)
    : IOException($"The data folder '{folder}' is in use by another Binome process. Stop that one, or ask it.", inner);

/// <summary>Keeps a second process away from the data folder. The system lets go of it when the process dies, however it dies.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "binome.lock";
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <exception cref="DataFolderLockedException">Another process holds it.</exception>
    public static DataFolderLock Take(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        var path = Path.Combine(folder, FileName);
        try
        {
            return new DataFolderLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException held) when (File.Exists(path))
        {
            throw new DataFolderLockedException(folder, held);
        }
    }

    public void Dispose() => file.Dispose();
}
