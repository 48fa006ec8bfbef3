using System.Globalization;
using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Binome.WebApi.Pages.People;

/// <summary>One person: what the company knows, what they want and offer, and their pairs.</summary>
[RequiresAction(Actions.ParticipantsRead)]
internal sealed class ParticipantModel(Caller caller, IParticipantRows rows, IPairRows pairs) : PageModel
{
    private const int PairsMax = 20;

    public ParticipantRow Row { get; private set; } = null!;

    public Profile Profile => Row.Profile;

    public string Name => Profile.FullName();

    public string? ManagerName { get; private set; }

    public string? ManagerId { get; private set; }

    /// <summary>The person's pairs in either role, each with the name of the other one.</summary>
    public ImmutableArray<(PairRow Pair, PairRole Role, string? Other)> Pairs { get; private set; } = [];

    public string Language => Profile.Language is null ? "" : CultureInfo.GetCultureInfo(Profile.Language).DisplayName;

    public async Task<IActionResult> OnGet(string participant)
    {
        if (await rows.Find(caller.Tenant, participant) is not { } stored)
            return NotFound();
        Row = stored.Row;
        await ReadManager();
        if (caller.Can(Actions.PairsRead))
            Pairs = await ReadPairs(participant);
        return Page();
    }

    private async Task ReadManager()
    {
        if (Profile.ManagerEmployeeId is not { } employeeId)
            return;
        var found = await rows.ByEmployeeId(caller.Tenant, [employeeId]);
        if (found.GetValueOrDefault(employeeId) is not { } id)
            return;
        ManagerName = (await NamesOfPage.Read(rows, caller.Tenant, [id])).Of(id);
        // A coordinator sees the people of their programmes, and their manager by name alone.
        ManagerId = caller.Reach.IsAll ? id : null;
    }

    private async Task<ImmutableArray<(PairRow, PairRole, string?)>> ReadPairs(string id)
    {
        var page = new PageOf(PairsMax, null);
        var within = caller.ReachOf(Actions.PairsRead);
        var asMentor = await pairs.List(caller.Tenant, new PairFilter(MentorId: id, Within: within), page);
        var asMentee = await pairs.List(caller.Tenant, new PairFilter(MenteeId: id, Within: within), page);
        var mine = asMentor
            .Items.Select(item => (Pair: item.Row, Role: PairRole.Mentor))
            .Concat(asMentee.Items.Select(item => (Pair: item.Row, Role: PairRole.Mentee)))
            .ToImmutableArray();
        var names = await NamesOfPage.Read(rows, caller.Tenant, mine.Select(OtherOf));
        return [.. mine.Select(one => (one.Pair, one.Role, names.Of(OtherOf(one))))];
    }

    private static string OtherOf((PairRow Pair, PairRole Role) one) =>
        one.Role == PairRole.Mentor ? one.Pair.MenteeId : one.Pair.MentorId;
}
