using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Members;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Account;

/// <summary>One's own account: language, roles and the browsers one is signed in with.</summary>
[RequiresAction(Actions.Account)]
internal sealed class AccountModel(
    Caller caller,
    IMemberRows rows,
    SignIn signIn,
    SessionCache sessions,
    IStringLocalizer<AccountWords> words
) : PageModel
{
    public MemberRow Member => caller.Member!.Row;

    public string SessionId => caller.Member!.CredentialId;

    public ImmutableArray<(MemberSessionRow Session, DateTimeOffset? UsedAt)> Sessions { get; private set; } = [];

    public async Task OnGet() => Sessions = await rows.Sessions(caller.Tenant, Member.Id);

    public async Task<IActionResult> OnPost(string? name, string? language)
    {
        var form = new FormValues(Request.Form);
        var change = new MemberChange
        {
            Name = name,
            Language = language,
            QuietHours = form.Text("quiet_hours.from") is { } from
                ? new QuietHours(from, form.Text("quiet_hours.until") ?? "", form.Text("quiet_hours.time_zone") ?? "")
                : null,
        };
        var outcome = await caller.Send(grains => grains.Member(Member.Id).Change(change, ifVersion: null));
        if (outcome.Failure is { } failure)
        {
            this.Show(failure);
            await OnGet();
            return Page();
        }
        Forget();
        PageLanguage.Speak(outcome.Value.Member.Language == "fr" ? Language.French : Language.English);
        this.Flash(words["account.saved"]);
        return Redirect("/app/account");
    }

    /// <summary>Sets a password, or takes it away when <paramref name="remove"/> says so.</summary>
    public async Task<IActionResult> OnPostPassword(
        string? current,
        [FromForm(Name = "new")] string? wanted,
        bool remove
    )
    {
        var asked = new PasswordBody(current, remove ? null : wanted ?? "");
        if ((await signIn.SetPassword(HttpContext, caller.Member!, asked)).Failure is { } failure)
        {
            this.Show(failure);
            await OnGet();
            return Page();
        }
        Forget();
        this.Flash(words[remove ? "password.removed" : "password.saved"]);
        return Redirect("/app/account");
    }

    public async Task<IActionResult> OnPostEnd(string? session)
    {
        var command = new SignOut(session, Except: null);
        // Without an id it would end every session, which the person did not ask for here.
        if (!string.IsNullOrEmpty(session))
            await caller.Grains.Member(Member.Id).SignOut(command);
        this.Flash(words["session.ended"]);
        return Redirect("/app/account");
    }

    public async Task<IActionResult> OnPostEverywhere()
    {
        await signIn.SignOutEverywhere(HttpContext);
        return Redirect("/");
    }

    // This browser's next page knows already; other processes follow within seconds.
    private void Forget()
    {
        if (SessionCookie.Of(Request) is { } secret)
            sessions.Forget(secret);
    }
}
