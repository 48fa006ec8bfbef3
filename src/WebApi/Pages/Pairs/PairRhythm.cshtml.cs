using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Programmes;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Pairs;

/// <summary>The rhythm of one pair, where it shall be another than its programme's.</summary>
[RequiresAction(Actions.PairsWrite)]
internal sealed class PairRhythmModel(
    Caller caller,
    IPairRows rows,
    IProgrammeRows programmes,
    IParticipantRows people,
    IStringLocalizer<PairWords> words
) : PageModel
{
    private Dictionary<string, string?> values = [];

    public string Pair { get; private set; } = "";

    public string Names { get; private set; } = "";

    public bool IsOwn { get; private set; }

    public RhythmFields Fields => new(name => values.GetValueOrDefault(name));

    /// <summary>An ended pair has no rhythm any more.</summary>
    public async Task<IActionResult> OnGet(string pair)
    {
        if (await rows.Find(caller.Tenant, pair) is not { Row: var row })
            return NotFound();
        if (row.Phase.HasEnded())
            return Redirect($"/app/pairs/{pair}");
        return await ShowCurrent(row);
    }

    public async Task<IActionResult> OnPost(string pair)
    {
        if (await rows.Find(caller.Tenant, pair) is not { Row: var row })
            return NotFound();
        values = Request.Form.ToDictionary(field => field.Key, field => (string?)field.Value.ToString());
        var form = new FormValues(Request.Form);
        var before = await Current(row);
        var command = new ChangeCadence(
            RhythmFields.Cadence(form, before.Cadence),
            RhythmFields.Rhythm(form),
            caller.Actor()
        );
        var failure = form.Failure ?? (await caller.Send(grains => grains.Pair(pair).ChangeCadence(command))).Failure;
        if (failure is null)
        {
            this.Flash(words["rhythm.saved"]);
            return Redirect($"/app/pairs/{pair}");
        }
        this.Show(failure);
        await Show(row);
        return Page();
    }

    public async Task<IActionResult> OnPostReset(string pair)
    {
        if (await rows.Find(caller.Tenant, pair) is not { Row: var row })
            return NotFound();
        var reset = await caller.Send(grains => grains.Pair(pair).ResetCadence(caller.Actor()));
        if (reset.Failure is null)
        {
            this.Flash(words["rhythm.reset_done"]);
            return Redirect($"/app/pairs/{pair}");
        }
        this.Show(reset.Failure);
        return await ShowCurrent(row);
    }

    private async Task<PageResult> ShowCurrent(PairRow row)
    {
        var now = await Current(row);
        values = new Dictionary<string, string?>(RhythmFields.Values(now.Cadence, now.Rhythm));
        await Show(row);
        return Page();
    }

    private async Task<PairRhythm> Current(PairRow row)
    {
        var settings = (await programmes.Find(caller.Tenant, row.ProgrammeId))?.Row.Settings;
        return row.OwnRhythm
            ?? new PairRhythm(settings?.Cadence ?? Cadence.Default, settings?.Rhythm ?? Rhythm.Default);
    }

    private async Task Show(PairRow row)
    {
        (Pair, IsOwn) = (row.Id, row.OwnRhythm is not null);
        var names = await NamesOfPage.Read(people, caller.Tenant, [row.MentorId, row.MenteeId]);
        Names = $"{names.Of(row.MentorId)} – {names.Of(row.MenteeId)}";
    }
}
