using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Binome.Matching.Solving;

namespace Binome.Benchmarks.Matching;

/// <summary>Debian's python3-scipy, python3-munkres and liblemon-dev (with g++), run as processes on a matrix in a file. Only their solving is timed, by themselves.</summary>
internal sealed class Yardsticks : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;
    private readonly string lemon;

    public Yardsticks()
    {
        lemon = Path.Combine(folder, "lemon");
        Start("g++", "-O3", "-o", lemon, Source("lemon.cpp"), "-llemon");
    }

    public (double Seconds, long Total) Scipy(ScoreMatrix matrix, int[] columnSeats) =>
        Run(matrix, columnSeats, "/usr/bin/python3", Source("scipy_solve.py"));

    public (double Seconds, long Total) Munkres(ScoreMatrix matrix, int[] columnSeats) =>
        Run(matrix, columnSeats, "/usr/bin/python3", Source("munkres_solve.py"));

    public (double Seconds, long Total) Lemon(ScoreMatrix matrix, int[] columnSeats) => Run(matrix, columnSeats, lemon);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (double, long) Run(ScoreMatrix matrix, int[] columnSeats, params string[] command)
    {
        var path = Path.Combine(folder, "matrix");
        Write(matrix, columnSeats, path);
        var parts = Start(command[0], [.. command[1..], path]).Split(' ', StringSplitOptions.TrimEntries);
        return (
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture)
        );
    }

    // Two numbers, the seats of the columns, then the cells; all little-endian.
    private static void Write(ScoreMatrix matrix, int[] columnSeats, string path)
    {
        using var file = File.Create(path);
        int[] head = [matrix.Rows, matrix.Columns, .. columnSeats];
        file.Write(MemoryMarshal.AsBytes<int>(head));
        for (var row = 0; row < matrix.Rows; row++)
            file.Write(MemoryMarshal.AsBytes<short>(matrix.Row(row)));
    }

    private static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "Matching", name);

    private static string Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
