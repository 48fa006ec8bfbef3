namespace Binome.Silo.Demo;

/// <summary>What no HR system knows and people are asked for: skills, intentions, how they learn, when they have time.</summary>
internal sealed class DemoProfiles(Random random)
{
    // What juniors bring into a reverse programme, the most frequent first: technology, and more than technology.
    private static readonly string[] NewSkills =
    [
        "ai",
        "social_media",
        "data",
        "inclusion",
        "generations",
        "cloud",
        "agile",
        "sustainability",
        "cyber",
        "low_code",
        "accessibility",
        "remote_work",
    ];

    private static readonly string[] SeasonedSkills =
    [
        "leadership",
        "strategy",
        "negotiation",
        "public_speaking",
        "finance",
        "change_management",
        "networking",
        "crisis_management",
    ];

    private static readonly Dictionary<string, string[]> SkillsOfFamily = new()
    {
        ["information_technology"] = ["ai", "cloud", "cyber", "agile", "low_code"],
        ["data"] = ["ai", "data", "cloud"],
        ["engineering"] = ["data", "agile", "sustainability"],
        ["marketing"] = ["social_media", "data", "accessibility"],
        ["human_resources"] = ["inclusion", "generations", "remote_work"],
        ["sustainability"] = ["sustainability", "inclusion"],
        ["customer_service"] = ["social_media", "accessibility", "generations"],
    };

    private static readonly string[] MentorIntentions =
    [
        "gain_visibility",
        "advance",
        "share_expertise",
        "understand_strategy",
    ];

    private static readonly string[] MenteeIntentions =
    [
        "accompany_junior",
        "find_talent",
        "learn_skill",
        "understand_generations",
    ];

    private static readonly string[] LearnerProfiles = ["activist", "reflector", "theorist", "pragmatist"];
    private static readonly string[] Styles = ["direct", "expressive", "supportive", "analytical"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri"];

    public void Fill(DemoPerson person)
    {
        var mentor = person.Roles == "mentor";
        var ownSkills = SkillsOfFamily.GetValueOrDefault(person.Family, []);
        person.SkillsOffered = mentor
            ? Skills(ownSkills, NewSkills, random.Next(2, 5), 3)
            : Skills([], SeasonedSkills, random.Next(1, 4), 3);
        person.SkillsWanted = mentor
            ? Skills([], SeasonedSkills, random.Next(1, 3), 2)
            : Skills([], NewSkills, random.Next(2, 5), 2);
        person.Intentions = string.Join(';', Some(mentor ? MentorIntentions : MenteeIntentions, random.Next(1, 3)));
        person.LearnerProfile = LearnerProfiles[random.Next(LearnerProfiles.Length)];
        person.CommunicationStyle = Styles[random.Next(Styles.Length)];
        person.MentorCapacity = mentor
            ? random.Next(10) switch
            {
                < 6 => "1",
                < 9 => "2",
                _ => "3",
            }
            : "0";
        person.MenteeCapacity = mentor ? "0" : "1";
        person.Availability = string.Join(';', HalfDays(random.Next(3, 7)));
    }

    // One or two of the profession's own first, then the others, the frequent ones more often.
    private string Skills(string[] own, string[] all, int count, int levelMin)
    {
        var skills = Some(own, Math.Min(own.Length, 2)).ToList();
        while (skills.Count < count)
        {
            var skill = all[Math.Min(random.Next(all.Length), random.Next(all.Length))];
            if (!skills.Contains(skill))
                skills.Add(skill);
        }
        return string.Join(';', skills.Select(skill => $"{skill}:{random.Next(levelMin, levelMin + 3)}"));
    }

    private IEnumerable<string> HalfDays(int count)
    {
        var all = Days.SelectMany(day => new[] { $"{day}-am", $"{day}-pm" }).ToArray();
        var some = Some(all, count).ToHashSet();
        return all.Where(some.Contains);
    }

    private IEnumerable<string> Some(string[] all, int count)
    {
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled.Take(count);
    }
}
