namespace Binome.Silo.Demo;

/// <summary>A place in the reporting tree, before anybody has a name.</summary>
internal sealed class DemoSeat(DemoSeat? manager, DemoPlace place, string family, string? title)
{
    public DemoSeat? Manager { get; } = manager;

    public DemoPlace Place { get; } = place;

    public string Family { get; } = family;

    /// <summary>Said for the few at the top; the others' follows from family and seniority.</summary>
    public string? Title { get; } = title;

    public int Reports { get; set; }

    /// <summary>1 for the chief executive.</summary>
    public int Level { get; } = manager is null ? 1 : manager.Level + 1;
}

/// <summary>
/// One chief executive, regional presidents and functional heads, a managing director per subsidiary, and teams below
/// them of four to twelve people.
/// </summary>
internal sealed class DemoTree(Random random)
{
    private const int SpanMin = 4;
    private const int TeamMax = 9;
    private const int FunctionPeople = 13;
    private const string Management = "general_management";

    private static readonly (string Family, string Title)[] Functions =
    [
        ("finance", "Chief Financial Officer"),
        ("human_resources", "Direction des ressources humaines, Groupe"),
        ("information_technology", "Chief Digital and Information Officer"),
        ("sustainability", "Direction de l’engagement et du climat"),
    ];

    private readonly List<DemoSeat> seats = [];

    /// <summary>Seats for exactly as many people, managers before their reports.</summary>
    public IReadOnlyList<DemoSeat> Build(int people)
    {
        var headquarters = DemoPlaces.Headquarters;
        var chief = Add(null, headquarters, Management, "Présidence-direction générale, Groupe");
        foreach (var (family, title) in Functions)
            Grow(Add(chief, headquarters, family, title), FunctionPeople);
        var directors = new List<DemoSeat>();
        foreach (var region in DemoPlaces.Regions)
        {
            var president = Add(chief, headquarters, Management, $"President, {region.Key}");
            foreach (var place in region)
                directors.Add(Add(president, place, Management, $"Managing Director, {place.Subsidiary}"));
        }

        var weightsLeft = directors.Sum(director => director.Place.Weight);
        foreach (var director in directors)
        {
            // Shares of what is left: rounding never adds up to more or fewer people than asked for.
            var share = (people - seats.Count - Unstaffed(directors, director)) * director.Place.Weight / weightsLeft;
            weightsLeft -= director.Place.Weight;
            Grow(director, SpanMin + share);
        }
        return seats;
    }

    // The smallest teams of this director and of those after it, which are not part of the share.
    private static int Unstaffed(List<DemoSeat> directors, DemoSeat from) =>
        (directors.Count - directors.IndexOf(from)) * SpanMin;

    // Puts so many people below a manager: all of them directly while they fit one team, else through team leaders.
    private void Grow(DemoSeat manager, int people)
    {
        if (people <= TeamMax)
        {
            for (var at = 0; at < people; at++)
                Add(manager, manager.Place, FamilyBelow(manager), null);
            return;
        }

        var direct = random.Next(SpanMin, Math.Min(TeamMax, people - SpanMin) + 1);
        var below = people - direct;
        var leaders = Math.Clamp((below + TeamMax - 1) / TeamMax, 1, Math.Min(direct, below / SpanMin));
        for (var at = 0; at < direct; at++)
        {
            var seat = Add(manager, manager.Place, FamilyBelow(manager), null);
            if (at < leaders)
                Grow(seat, (below / leaders) + (at < below % leaders ? 1 : 0));
        }
    }

    // A managing director has one of each profession below; professions mostly stay among themselves.
    private string FamilyBelow(DemoSeat manager)
    {
        if (manager.Family != Management && random.Next(10) > 0)
            return manager.Family;
        return DemoJobs.Families[random.Next(DemoJobs.Families.Count)];
    }

    private DemoSeat Add(DemoSeat? manager, DemoPlace place, string family, string? title)
    {
        var seat = new DemoSeat(manager, place, family, title);
        if (manager is not null)
            manager.Reports++;
        seats.Add(seat);
        return seat;
    }
}
