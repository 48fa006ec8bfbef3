using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Binome.Rig;

/// <summary>
/// A PostgreSQL server of this test process alone, made of the machine's own programs in a temporary folder and reached over
/// a socket there. It ends with the process, however that ends.
/// </summary>
public sealed class PostgreSqlServer
{
    /// <summary>PostgreSQL refuses to run as root.</summary>
    private const string User = "postgres";

    private static readonly TimeSpan StartWaitMax = TimeSpan.FromMinutes(1);
    private static readonly Lazy<PostgreSqlServer> Started = new(Alone);

    private readonly string folder = Directory.CreateTempSubdirectory("binome-pg-").FullName;
    private readonly string programs = FindPrograms();
    private readonly Process keeper;
    private readonly bool durable;
    private int databases;

    // Another collation than the product's own, so that a column that forgot to name one is seen.
    private PostgreSqlServer(bool durable)
    {
        this.durable = durable;
        Run("chown", User, folder);
        keeper = Start(
            $"""
            set -e
            cd "$1"
            "$2/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US --no-sync >initdb.log 2>&1
            "$2/pg_ctl" -D data -l server.log -w -o "{Options}" start >start.log 2>&1
            echo ready
            read -r _ || true
            "$2/pg_ctl" -D data -m immediate stop >/dev/null 2>&1
            cd / && rm -rf "$1"
            """
        );
        if (keeper.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"PostgreSQL did not start; see {folder}.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        ExecuteAsSuperuser("postgres", File.ReadAllText(RolesFile()));
    }

    // What a crash of the machine would lose matters to no test; what a crash of the server would, stays.
    private string Options =>
        $"-k {folder} -c listen_addresses='' -c max_connections=300 -c shared_buffers=128MB"
        + (durable ? "" : " -c fsync=off -c full_page_writes=off");

    public static PostgreSqlServer Shared => Started.Value;

    /// <summary>A server of its own, for a test that stops it.</summary>
    public static PostgreSqlServer Alone() => new(durable: false);

    /// <summary>As it is served from, for measuring: what is committed is on the disk.</summary>
    public static PostgreSqlServer Durable() => new(durable: true);

    /// <summary>An empty database with the roles' rights on it.</summary>
    /// <returns>Its connection string for the product.</returns>
    public string NewDatabase(string? template = null)
    {
        var name = $"binome_{Interlocked.Increment(ref databases)}";
        ExecuteAsSuperuser(
            "postgres",
            $"CREATE DATABASE {name} OWNER binome_owner" + (template is null ? "" : $" TEMPLATE {template}")
        );
        return ConnectionString(name, "binome");
    }

    public void Drop(string connectionString) =>
        ExecuteAsSuperuser(
            "postgres",
            $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)"
        );

    /// <summary>The same database for somebody who may do everything.</summary>
    public string AsSuperuser(string connectionString) =>
        ConnectionString(new NpgsqlConnectionStringBuilder(connectionString).Database!, User);

    public void ExecuteAsSuperuser(string database, string sql)
    {
        using var connection = new NpgsqlConnection(
            database.Contains('=') ? AsSuperuser(database) : ConnectionString(database, User)
        );
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops it as a crash would, at once.</summary>
    public void Crash() => Control("-m", "immediate", "stop");

    public void Restart() => Control("-l", $"{folder}/server.log", "-o", Options, "-w", "start");

    public void Stop()
    {
        keeper.StandardInput.Close();
        keeper.WaitForExit(StartWaitMax);
    }

    private void Control(params string[] arguments) =>
        Run($"{programs}/pg_ctl", ["-D", $"{folder}/data", .. arguments]);

    private string ConnectionString(string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Database = database,
            Username = user,
            Pooling = false,
        }.ConnectionString;

    private Process Start(string script)
    {
        var start = AsUser("sh");
        foreach (var argument in (string[])["-c", script, "sh", folder, programs])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Run(string program, params string[] arguments)
    {
        if (program == "chown" && !Environment.IsPrivilegedProcess)
            return;
        var start = program == "chown" ? new ProcessStartInfo(program) : AsUser(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(StartWaitMax) || process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }

    private static ProcessStartInfo AsUser(string program)
    {
        var start = new ProcessStartInfo(Environment.IsPrivilegedProcess ? "setpriv" : program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        if (Environment.IsPrivilegedProcess)
            foreach (var argument in (string[])[$"--reuid={User}", $"--regid={User}", "--clear-groups", program])
                start.ArgumentList.Add(argument);
        return start;
    }

    private static string FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(debian)
            ? Directory
                .GetDirectories(debian)
                .Where(version => File.Exists($"{version}/bin/initdb"))
                .MaxBy(version => double.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            : null;
        if (newest is not null)
            return $"{newest}/bin";
        return Environment
                .GetEnvironmentVariable("PATH")!
                .Split(Path.PathSeparator)
                .FirstOrDefault(path => File.Exists($"{path}/initdb"))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");
    }

    private static string RolesFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists($"{folder}/deploy/postgresql/roles.sql"))
            folder = folder.Parent;
        return $"{folder}/deploy/postgresql/roles.sql";
    }
}
