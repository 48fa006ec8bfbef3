namespace Binome.EndToEnd.Tests;

/// <summary>A data folder of a test's own. Its path is short: it also holds a socket.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder() => Path = Directory.CreateTempSubdirectory("bn").FullName;

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
