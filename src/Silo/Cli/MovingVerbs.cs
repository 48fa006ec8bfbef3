using System.CommandLine;
using System.Diagnostics;
using Binome.Silo.Hosting;
using Binome.Storage;
using Binome.Storage.Moving;
using Binome.Storage.Sqlite;

namespace Binome.Silo.Cli;

/// <summary>Taking everything out, filling an empty installation, and copying SQLite's database while it is in use.</summary>
internal static class MovingVerbs
{
    public static Command Export()
    {
        var all = new Option<FileInfo>("--all")
        {
            Description = "The file to write; it must not be there yet.",
            Required = true,
        };
        var export = new Command("export", "Write everything that is stored to a file, also while the server runs.")
        {
            all,
        };
        export.SetAction(
            (parsed, _) => Verbs.Guarded(settings => Task.FromResult(Export(settings, parsed.GetValue(all)!)))
        );
        return export;
    }

    public static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "What export wrote, on this or another database." };
        var import = new Command("import", "Fill an empty installation from such a file; the server must not run.")
        {
            file,
        };
        import.SetAction((parsed, _) => Verbs.Guarded(settings => Import(settings, parsed.GetValue(file)!)));
        return import;
    }

    public static Command Backup()
    {
        var file = new Argument<FileInfo>("file") { Description = "The copy to write; it must not be there yet." };
        var backup = new Command("backup", "Copy the SQLite database as of this instant, also while the server runs.")
        {
            file,
        };
        backup.SetAction(
            (parsed, _) => Verbs.Guarded(settings => Task.FromResult(Backup(settings, parsed.GetValue(file)!)))
        );
        return backup;
    }

    // Written under another name first, so that what has the name is whole.
    private static int Export(BinomeSettings settings, FileInfo file)
    {
        if (file.Exists)
            throw new IOException($"{file.FullName} is there already; an export replaces nothing.");
        using var services = Services(settings);
        var partial = $"{file.FullName}.partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        ArchiveTotals totals;
        try
        {
            using (var written = new FileStream(partial, options))
            {
                totals = services.GetRequiredService<StorageArchive>().Export(written);
                written.Flush(flushToDisk: true);
            }
            File.Move(partial, file.FullName);
        }
        finally
        {
            File.Delete(partial);
        }
        Console.Out.WriteLine($"{totals.Rows} rows of {totals.Tables} tables are in {file.FullName}.");
        return 0;
    }

    private static async Task<int> Import(BinomeSettings settings, FileInfo file)
    {
        await using var read = file.OpenRead();
        await using var services = Services(settings);
        services.GetRequiredService<StorageDatabase>().Open();
        var totals = await services.GetRequiredService<StorageArchive>().Import(read);
        Console.Out.WriteLine($"{totals.Rows} rows of {totals.Tables} tables were imported.");
        return 0;
    }

    private static int Backup(BinomeSettings settings, FileInfo file)
    {
        if (settings.Storage.Kind is not StorageProvider.Sqlite)
            throw new OperatorException("PostgreSQL is backed up with its own tools: docs/operators/postgresql.md");
        var since = Stopwatch.GetTimestamp();
        var bytes = SqliteBackup.Write(settings.Storage.DataPath, file.FullName);
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        Console.Out.WriteLine($"{bytes} bytes are in {file.FullName}, sound, after {seconds:0.0} s.");
        return 0;
    }

    private static ServiceProvider Services(BinomeSettings settings) =>
        new ServiceCollection().AddBinomeStorage(settings.Storage.CopyTo).BuildServiceProvider();
}
