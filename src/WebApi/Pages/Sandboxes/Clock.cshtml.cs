using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.Sandboxes;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Sandboxes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Sandboxes;

/// <summary>The clock of a sandbox: where it stands, moving it on, and beginning anew. A live organisation reads there how to come to its sandbox.</summary>
[RequiresAction(Actions.SandboxWrite)]
internal sealed class ClockModel(
    Caller caller,
    ISandboxRows rows,
    ICredentials credentials,
    IStringLocalizer<SandboxWords> words
) : PageModel
{
    public const string Address = "/app/sandbox";

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Null in a live organisation.</summary>
    public SandboxRow? Row { get; private set; }

    /// <summary>Nobody moves a clock that is on its way.</summary>
    public bool Stands => Row is { Status: SandboxStatus.Ready };

    public string Days { get; private set; } = "7";

    public string? To { get; private set; }

    public async Task OnGet() => await Read();

    public Task<IActionResult> OnPostDays(string? days)
    {
        Days = days ?? "";
        return int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Advance(new AdvanceBody(null, number, null), ("/by_days", "days"))
            : Refused(Failure.At("/days", FailureCodes.Invalid, "0, 1, 2…"));
    }

    /// <summary>In UTC, as the page says.</summary>
    public Task<IActionResult> OnPostTo(string? to)
    {
        To = to;
        return DateTimeOffset.TryParseExact(
            to,
            InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? Advance(new AdvanceBody(instant, null, null), ("/to", "to"))
            : Refused(Failure.At("/to", FailureCodes.Invalid, "2026-12-31T09:00"));
    }

    /// <summary>The people go with the rest, and whoever did it is signed out.</summary>
    public async Task<IActionResult> OnPostReset(string? confirmed)
    {
        if (!Sandbox.Is(caller.Tenant))
            return NotFound();
        if (confirmed is null)
            return await Refused(Failure.At("/confirmed", FailureCodes.Required));
        var name = (await credentials.Tenant(Sandbox.LiveOf(caller.Tenant)))!.Name;
        var askedAt = Ids.CreatedAt(caller.Context.TraceIdentifier);
        var command = new ResetSandbox(caller.CommandId, askedAt, StartsAt: null, name);
        var outcome = await caller.Send(grains => grains.Sandbox().Reset(command));
        return outcome.Failure is { } failure ? await Refused(failure) : Redirect("/");
    }

    private async Task<IActionResult> Advance(AdvanceBody body, (string Pointer, string Field) field)
    {
        if (!Sandbox.Is(caller.Tenant))
            return NotFound();
        if (body.Refusal() is { } refusal)
            return await Refused(refusal, field);
        var command = body.Command(caller.CommandId);
        var outcome = await caller.Send(grains => grains.Sandbox().Advance(command));
        if (outcome.Failure is { } failure)
            return await Refused(failure, field);
        if (outcome.Value.Status == SandboxStatus.Ready)
            this.Flash(words["clock.moved"]);
        return Redirect(Address);
    }

    private async Task<IActionResult> Refused(Failure failure, params (string Pointer, string Field)[] fields)
    {
        await Read();
        this.Show(failure, fields);
        return Page();
    }

    private async Task Read()
    {
        if (!Sandbox.Is(caller.Tenant))
            return;
        Row = (await rows.Find(caller.Tenant))!.Row;
        To ??= Row.Now.AddDays(1).ToUniversalTime().ToString(InstantFormat, CultureInfo.InvariantCulture);
    }
}
