using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>One's own pairs, as mentor or mentee.</summary>
[RequiresAction(Actions.Account)]
internal sealed class MyPairsModel(
    Caller caller,
    WebApi.Pairs.MyPairs mine,
    IParticipantRows people,
    IProgrammeRows programmes
) : PageModel
{
    public ImmutableArray<PairRow> Pairs { get; private set; } = [];

    public NamesOfPage Names { get; private set; } = null!;

    public Dictionary<string, string> Programmes { get; } = [];

    public string OtherOf(PairRow pair) => pair.MentorId == mine.Me ? pair.MenteeId : pair.MentorId;

    public PairRole RoleIn(PairRow pair) => pair.MentorId == mine.Me ? PairRole.Mentor : PairRole.Mentee;

    public async Task OnGet()
    {
        Pairs = await mine.All();
        Names = await NamesOfPage.Read(people, caller.Tenant, Pairs.Select(OtherOf));
        foreach (var id in Pairs.Select(pair => pair.ProgrammeId).Distinct())
            if (await programmes.Find(caller.Tenant, id) is { } stored)
                Programmes[id] = stored.Row.Settings.Name;
    }
}
