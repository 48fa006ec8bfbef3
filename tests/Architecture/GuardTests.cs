using System.Text.RegularExpressions;

namespace Binome.Architecture.Tests;

/// <summary>tests/Guards points at source and tests that are there. Whether they hold, tests/Guards/run says.</summary>
public sealed class GuardTests
{
    [Fact]
    public void Guards_PointAtTextThatStandsOnce_AndAtTestsThatAreThere()
    {
        var guards = Guards();
        guards.Count.ShouldBeGreaterThan(20);
        foreach (var guard in guards)
        {
            guard.Places.ShouldNotBeEmpty(guard.Title);
            foreach (var (file, text) in guard.Places)
                Occurrences(File.ReadAllText(Path.Combine(House.Root, file)), text)
                    .ShouldBe(1, $"{guard.Title}: {text}");
            HasTest(guard.Suite, guard.Test).ShouldBeTrue($"{guard.Title}: {guard.Test}");
        }
    }

    private static List<Guard> Guards()
    {
        var lines = File.ReadAllLines(Path.Combine(House.Root, "tests/Guards/guards.txt"));
        List<Guard> guards = [];
        var title = "";
        var file = "";
        List<(string, string)> places = [];
        foreach (var line in lines)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
                (title, places) = (line[2..], []);
            else if (line.StartsWith("file ", StringComparison.Ordinal))
                file = line[5..];
            else if (line.StartsWith("from ", StringComparison.Ordinal))
                places.Add((file, line[5..]));
            else if (line.Split(' ') is ["test", var suite, var test])
                guards.Add(new Guard(title, places, suite, test));
        }
        return guards;
    }

    private static int Occurrences(string source, string text) => source.Split(text).Length - 1;

    // A suite that runs on both databases has a class per database, and the method in its base.
    private static bool HasTest(string suite, string test)
    {
        var (type, method) = test.Split('.') is [var before, var after] ? (before, after) : ("", "");
        var sources = House.SourceFiles($"tests/{suite}").Select(File.ReadAllText).ToList();
        return sources.Exists(source => Regex.IsMatch(source, $@"\bclass {type}\b"))
            && sources.Exists(source => Regex.IsMatch(source, $@"\b{method}\("));
    }

    private sealed record Guard(string Title, List<(string File, string Text)> Places, string Suite, string Test);
}
