namespace Binome.Silo.Cli.Offline;

/// <summary>Files that are written beside their names and appear only when all of them are whole.</summary>
internal sealed class OutputFiles : IDisposable
{
    private const string PartSuffix = ".part";

    private readonly List<string> paths = [];

    public FileStream Create(string path)
    {
        paths.Add(path);
        return new FileStream(path + PartSuffix, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    public void Commit()
    {
        foreach (var path in paths)
            File.Move(path + PartSuffix, path, overwrite: true);
        paths.Clear();
    }

    public void Dispose()
    {
        foreach (var path in paths)
            File.Delete(path + PartSuffix);
    }
}
