namespace Binome.Matching;

/// <summary>Depth-first intervals over "manager of" arrows, with every cycle folded into one node. No recursion: chains may be very deep.</summary>
internal sealed class ReportingForest
{
    internal const int None = -1;

    private readonly int[] managers;
    private readonly int[] sizes;
    private readonly List<int> bottomUp;

    private ReportingForest(int[] managers)
    {
        this.managers = managers;
        sizes = new int[managers.Length];
        Enter = new int[managers.Length];
        Exit = new int[managers.Length];
        IsInCycle = new bool[managers.Length];
        CycleAbove = new int[managers.Length];
        bottomUp = new List<int>(managers.Length);
    }

    /// <summary>For each person the index of their manager, or None.</summary>
    internal int[] Managers => managers;

    internal int[] Enter { get; }
    internal int[] Exit { get; }
    internal bool[] IsInCycle { get; }

    /// <summary>The lowest index in the cycle the person is in or below; None elsewhere.</summary>
    internal int[] CycleAbove { get; }

    internal static ReportingForest Build(int[] managers)
    {
        var forest = new ReportingForest(managers);
        forest.PeelLeaves();
        forest.FoldCycles();
        forest.NumberTopDown();
        return forest;
    }

    // Taking leaves away again and again leaves exactly the cycles, because everyone has at most one manager.
    private void PeelLeaves()
    {
        Array.Fill(sizes, 1);
        Array.Fill(IsInCycle, true);
        var reports = new int[managers.Length];
        foreach (var manager in managers)
            if (manager != None)
                reports[manager]++;
        for (var person = 0; person < managers.Length; person++)
            if (reports[person] == 0)
                bottomUp.Add(person);
        for (var next = 0; next < bottomUp.Count; next++)
        {
            var person = bottomUp[next];
            IsInCycle[person] = false;
            var manager = managers[person];
            if (manager == None)
                continue;
            sizes[manager] += sizes[person];
            if (--reports[manager] == 0)
                bottomUp.Add(manager);
        }
    }

    private void FoldCycles()
    {
        Array.Fill(CycleAbove, None);
        var nextFree = 0;
        for (var first = 0; first < managers.Length; first++)
        {
            if (!IsInCycle[first] || CycleAbove[first] != None)
                continue;
            var size = 0;
            for (var member = first; CycleAbove[member] == None; member = managers[member])
            {
                CycleAbove[member] = first;
                size += sizes[member];
            }
            // One interval for all members: each is then above and below every other.
            var member2 = first;
            do
            {
                Enter[member2] = nextFree;
                Exit[member2] = nextFree + size;
                member2 = managers[member2];
            } while (member2 != first);
            nextFree += size;
        }
        NumberTops(nextFree);
    }

    private void NumberTops(int nextFree)
    {
        for (var person = 0; person < managers.Length; person++)
        {
            if (managers[person] != None)
                continue;
            Enter[person] = nextFree;
            nextFree += sizes[person];
            Exit[person] = nextFree;
        }
    }

    private void NumberTopDown()
    {
        // The node's own number comes first; its reports share what is left of the interval.
        var nextInside = new int[managers.Length];
        for (var person = 0; person < managers.Length; person++)
            nextInside[person] = Enter[person] + 1;
        for (var next = bottomUp.Count - 1; next >= 0; next--)
        {
            var person = bottomUp[next];
            var manager = managers[person];
            if (manager == None)
            {
                nextInside[person] = Enter[person] + 1;
                continue;
            }
            CycleAbove[person] = CycleAbove[manager];
            var folded = CycleAbove[manager] != None && IsInCycle[manager] ? CycleAbove[manager] : manager;
            Enter[person] = nextInside[folded];
            Exit[person] = Enter[person] + sizes[person];
            nextInside[folded] = Exit[person];
            nextInside[person] = Enter[person] + 1;
        }
    }
}
