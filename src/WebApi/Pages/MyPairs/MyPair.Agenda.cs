using Binome.Contracts.Pairs;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pairs;
using Microsoft.AspNetCore.Mvc;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>What the two plan to talk about and to reach.</summary>
internal sealed partial class MyPairModel
{
    private static readonly (string, string)[] ObjectiveFields = [("/text", "objective_text")];

    public ImmutableArray<AgendaItemView> Items { get; private set; } = [];

    public ImmutableArray<AgendaTemplateView> Templates { get; private set; } = [];

    public ImmutableArray<ObjectiveRow> Objectives { get; private set; } = [];

    public string Me => mine.Me!;

    /// <summary>They have accepted and it has not ended: they can plan.</summary>
    public bool IsLiving => Row.Phase != PairPhase.AwaitingAcceptance && !Row.Phase.HasEnded();

    public async Task<IActionResult> OnPostAgenda(string pair, string? text, string? kind)
    {
        var isKnown = Codes<AgendaItemKind>.ByName.TryGetValue(kind ?? "point", out var asked);
        return isKnown
            ? await Done(pair, await agenda.Add(pair, asked, text ?? ""), "agenda.added", "agenda")
            : BadRequest();
    }

    public async Task<IActionResult> OnPostItem(string pair, string? item, string? status)
    {
        if (!Ids.Has(Ids.AgendaItem, item) || !Codes<AgendaItemStatus>.ByName.TryGetValue(status ?? "", out var asked))
            return BadRequest();
        return await Done(pair, await agenda.Change(pair, item!, asked), $"item.to.{asked}", "agenda");
    }

    public async Task<IActionResult> OnPostTemplate(string pair, string? template) =>
        Codes<AgendaTemplate>.ByName.TryGetValue(template ?? "", out var asked)
            ? await Done(pair, await agenda.AddTemplate(pair, asked), "agenda.added", "agenda")
            : BadRequest();

    public async Task<IActionResult> OnPostObjective(
        string pair,
        [FromForm(Name = "objective_text")] string? text,
        string? criterion
    )
    {
        var outcome = await agenda.AddObjective(pair, text ?? "", criterion ?? "");
        return await Done(pair, outcome, "objective.added", "objectives", ObjectiveFields);
    }

    public async Task<IActionResult> OnPostObjectiveStatus(string pair, string? objective, string? status)
    {
        if (
            !Ids.Has(Ids.Objective, objective)
            || !Codes<ObjectiveStatus>.ByName.TryGetValue(status ?? "", out var asked)
        )
            return BadRequest();
        var change = new ChangeObjectiveBody(asked, Text: null, Criterion: null);
        var outcome = await agenda.ChangeObjective(pair, objective!, change);
        return await Done(pair, outcome, $"objective.to.{asked}", "objectives");
    }

    private async Task ReadAgenda(string pair)
    {
        Items = await agenda.Items(pair) ?? [];
        Objectives = await agenda.Objectives(pair) ?? [];
        if (IsLiving)
            Templates = await agenda.Templates(pair) ?? [];
    }

    private async Task<IActionResult> Done<T>(
        string pair,
        Outcome<T> outcome,
        string done,
        string section,
        params (string, string)[] fields
    )
    {
        if (outcome.Failure is not { } failure)
        {
            this.Flash(agendaWords[done]);
            return Redirect($"/app/my-pairs/{pair}#{section}");
        }
        this.Show(failure, fields);
        return await OnGet(pair);
    }
}
