using System.Diagnostics;
using System.Reflection;
using Binome.Grains.Tests.Golden;
using Xunit.Abstractions;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>
/// Nine months of 200 pairs with late, silent, moving, declining and leaving people, played on a sandbox's clock: every invariant
/// holds, and what happened to some of them is, to the line, what is kept under Stories. BINOME_WRITE_GOLDEN=1 writes those anew.
/// </summary>
public sealed class NineMonthsTests(ITestOutputHelper output)
{
    /// <summary>One or two of each kind.</summary>
    private static readonly int[] Chosen = [0, 1, 3, 5, 6, 7, 9, 12, 13, 14, 25, 81];

    [Fact]
    public async Task Play_OverNineMonths_KeepsEveryInvariantAndItsStories()
    {
        await using var world = await SandboxWorld.Open();
        var played = new NineMonths(world);
        var since = Stopwatch.StartNew();

        await played.Play();

        output.WriteLine($"Played in {since.Elapsed.TotalSeconds:F1} s.");
        var events = await world.Events();
        var mails = await world.Mails();
        var invariants = new Invariants(world, played, events, mails);
        await invariants.Look();
        output.WriteLine($"{events.Count} events, {mails.Count} mails, {invariants.Checked} checks.");
        foreach (var otherwise in invariants.Broken.Take(40))
            output.WriteLine(otherwise);
        foreach (var number in Chosen)
            Compare(number, StoryText.Of(played.Stories[number], events, mails));
        invariants.Broken.ShouldBeEmpty();
        invariants.Checked.ShouldBeGreaterThan(20_000);
        world.Company.Mail.Attempts.ShouldBeEmpty();
    }

    private static void Compare(int number, string told)
    {
        var file = Path.Combine(Folder(), $"pair-{number:000}.txt");
        if (Environment.GetEnvironmentVariable("BINOME_WRITE_GOLDEN") == "1")
            File.WriteAllText(file, told);
        told.ShouldBe(File.ReadAllText(file), $"{file} tells another story");
    }

    private static string Folder()
    {
        var golden = typeof(GoldenStateTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "GoldenFolder")
            .Value!;
        return Directory.CreateDirectory(Path.Combine(golden, "Stories")).FullName;
    }
}
