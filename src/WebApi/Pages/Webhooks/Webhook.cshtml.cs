using System.Globalization;
using Binome.Contracts.Integrations;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Integrations;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Webhooks;

/// <summary>An endpoint with its last requests, and what its owner can do about them.</summary>
[RequiresAction(Actions.WebhooksRead)]
internal sealed class WebhookModel(
    Caller caller,
    IWebhookRows rows,
    IEventFeed feed,
    EventRanges ranges,
    TimeProvider time,
    IStringLocalizer<WebhookWords> words
) : PageModel
{
    private const int DaysMax = 30;

    public WebhookEndpointRow Row { get; private set; } = null!;

    public WebhookProgressRow? Progress { get; private set; }

    public long Behind { get; private set; }

    public ImmutableArray<WebhookAttemptRow> Attempts { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    /// <summary>Only in the answer that made it; nobody can be shown it again.</summary>
    public WebhookSecretShown? Rotated { get; private set; }

    public Task<IActionResult> OnGet(string endpoint) => Show(endpoint);

    public Task<IActionResult> OnPostPing(string endpoint) => Act(endpoint, grain => grain.Ping(), "webhook.ping_done");

    public Task<IActionResult> OnPostEnable(string endpoint) =>
        Act(endpoint, grain => grain.Enable(), "webhook.enable_done");

    public Task<IActionResult> OnPostDisable(string endpoint) =>
        Act(endpoint, grain => grain.Disable(), "webhook.disable_done");

    public async Task<IActionResult> OnPostDelete(string endpoint)
    {
        var done = await Act(endpoint, grain => grain.Delete(), "webhook.delete_done");
        return done is RedirectResult ? Redirect("/app/webhooks") : done;
    }

    public async Task<IActionResult> OnPostReplay(string endpoint, string? @event, int days, bool failed_only)
    {
        DateTimeOffset? from = @event is null ? time.GetUtcNow().AddDays(-Math.Clamp(days, 1, DaysMax)) : null;
        var range = await ranges.Of(caller.Tenant, new ReplayBody(@event, from, null, failed_only));
        if (range.Failure is { } failure)
            return await Refused(endpoint, failure);
        return await Act(endpoint, grain => grain.Replay(range.Value), "webhook.replay_done");
    }

    public async Task<IActionResult> OnPostRotate(string endpoint)
    {
        if (MayNot() is { } refusal)
            throw refusal;
        var outcome = await caller.Send(grains =>
            grains.WebhookEndpoint(endpoint).RotateSecret(WebhookLimits.SecretOverlapDefault)
        );
        if (outcome.Failure is { } failure)
            return await Refused(endpoint, failure);
        Rotated = outcome.Value;
        return await Show(endpoint);
    }

    public static Badge ResultOf(WebhookAttemptRow attempt, IStringLocalizer words) =>
        attempt.Succeeded
            ? new(words["attempt.accepted", $"{attempt.Status}"], Tone.Good)
            : new(
                attempt.Status is { } status
                    ? words["attempt.refused", status.ToString(CultureInfo.InvariantCulture)]
                    : words[$"error.{attempt.Error}"],
                Tone.Bad
            );

    // The page asks for reading; what changes something asks for more.
    private RequestRefused? MayNot() =>
        caller.Can(Actions.WebhooksWrite)
            ? null
            : new RequestRefused(Failure.Of(TransportCodes.RoleMissing, Actions.WebhooksWrite));

    private async Task<IActionResult> Act(
        string endpoint,
        Func<IWebhookEndpointGrain, Task<Outcome<SavedWebhookEndpoint>>> command,
        string done
    )
    {
        if (MayNot() is { } refusal)
            throw refusal;
        var outcome = await caller.Send(grains => command(grains.WebhookEndpoint(endpoint)));
        if (outcome.Failure is { } failure)
            return await Refused(endpoint, failure);
        this.Flash(words[done]);
        return Redirect($"/app/webhooks/{endpoint}");
    }

    private Task<IActionResult> Refused(string endpoint, Failure failure)
    {
        this.Show(failure);
        return Show(endpoint);
    }

    private async Task<IActionResult> Show(string endpoint)
    {
        if (await rows.Find(caller.Tenant, endpoint) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Progress = await rows.Progress(caller.Tenant, endpoint);
        Behind = Math.Max(0, await feed.Head(caller.Tenant) - (Progress?.Cursor ?? 0));
        var list = new PageList(HttpContext, caller.Tenant);
        var found = await rows.Attempts(caller.Tenant, endpoint, new WebhookAttemptFilter(), list.Page);
        Attempts = [.. found.Items.Select(item => item.Row)];
        Pager = list.Pager(found);
        return Page();
    }
}
