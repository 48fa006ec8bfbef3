namespace Binome.Matching.Compiling;

/// <summary>Couples by their places on the two sides; few, so kept as sets of mentees by mentor.</summary>
internal sealed class CoupleSet
{
    private readonly Dictionary<int, HashSet<int>> menteesByMentor = [];

    internal IEnumerable<(int Mentor, int Mentee)> All =>
        menteesByMentor.SelectMany(entry => entry.Value.Select(mentee => (entry.Key, mentee)));

    internal static CoupleSet Of(
        IEnumerable<PairKey> pairs,
        Dictionary<string, int> mentors,
        Dictionary<string, int> mentees
    )
    {
        var set = new CoupleSet();
        foreach (var (mentorId, menteeId) in pairs)
            if (mentors.TryGetValue(mentorId, out var mentor) && mentees.TryGetValue(menteeId, out var mentee))
                set.Add(mentor, mentee);
        return set;
    }

    internal bool Contains(int mentor, int mentee) =>
        menteesByMentor.TryGetValue(mentor, out var mentees) && mentees.Contains(mentee);

    private void Add(int mentor, int mentee)
    {
        if (!menteesByMentor.TryGetValue(mentor, out var mentees))
            menteesByMentor.Add(mentor, mentees = []);
        mentees.Add(mentee);
    }
}
