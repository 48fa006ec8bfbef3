using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.WebApi.Authentication;
using Binome.WebApi.Messages;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Messages;

/// <summary>How messages come, kind by kind.</summary>
[RequiresAction(Actions.Account)]
internal sealed class PreferencesModel(MyMessages mine, IStringLocalizer<MessageWords> words) : PageModel
{
    public ImmutableSortedDictionary<string, MessageDelivery> Deliveries { get; private set; } =
        ImmutableSortedDictionary<string, MessageDelivery>.Empty;

    public async Task OnGet() => Deliveries = await mine.Preferences();

    public async Task<IActionResult> OnPost()
    {
        var form = new FormValues(Request.Form);
        var chosen = MessageKinds
            .Choosable.Select(kind => (Kind: kind, Delivery: form.Code<MessageDelivery>(kind)))
            .Where(choice => choice.Delivery is not null)
            .ToImmutableSortedDictionary(
                choice => choice.Kind,
                choice => choice.Delivery!.Value,
                StringComparer.Ordinal
            );
        var failure = form.Failure ?? (await mine.Choose(chosen)).Failure;
        if (failure is null)
        {
            this.Flash(words["preferences.saved"]);
            return Redirect("/app/preferences");
        }
        this.Show(failure);
        await OnGet();
        return Page();
    }
}
