using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.Contracts.Programmes;
using Binome.WebApi.Authentication;
using Binome.WebApi.Members;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Members;

/// <summary>One member: name, roles, and whether they can sign in.</summary>
[RequiresAction(Actions.MembersWrite)]
internal sealed class MemberModel(
    Caller caller,
    IMemberRows rows,
    IProgrammeRows programmes,
    Invitations invitations,
    IStringLocalizer<AccountWords> words
) : PageModel
{
    public MemberRow Row { get; private set; } = null!;

    public RolesForm Roles { get; private set; } = null!;

    public Task<IActionResult> OnGet(string member) => Show(member, roles: null);

    public async Task<IActionResult> OnPost(string member, string? name)
    {
        var roles = RolesForm.Read(Request.Form);
        var change = new MemberChange { Name = name, Roles = roles };
        var outcome = await caller.Send(grains => grains.Member(member).Change(change, ifVersion: null));
        if (outcome.Failure is not { } failure)
            return Done(member, "account.saved");
        this.Show(failure);
        return await Show(member, roles);
    }

    public Task<IActionResult> OnPostDisable(string member) =>
        Act(member, grains => grains.Member(member).Disable(), "member.disabled_done");

    public Task<IActionResult> OnPostEnable(string member) =>
        Act(member, grains => grains.Member(member).Enable(), "member.enabled_done");

    public async Task<IActionResult> OnPostResend(string member)
    {
        if ((await invitations.Resend(caller, member)).Failure is not { } failure)
            return Done(member, "invite.resent");
        this.Show(failure);
        return await Show(member, roles: null);
    }

    private async Task<IActionResult> Act(
        string member,
        Func<TenantGrains, Task<Outcome<SavedMember>>> command,
        string done
    )
    {
        var outcome = await caller.Send(command);
        if (outcome.Failure is not { } failure)
            return Done(member, done);
        this.Show(failure);
        return await Show(member, roles: null);
    }

    private RedirectResult Done(string member, string done)
    {
        this.Flash(words[done]);
        return Redirect($"/app/members/{member}");
    }

    private async Task<IActionResult> Show(string member, ImmutableArray<HeldRole>? roles)
    {
        if (await rows.Find(caller.Tenant, member) is not { } stored)
            return NotFound();
        Row = stored.Row;
        Roles = new RolesForm(roles ?? Row.Roles, await ProgrammeNames.Read(programmes, caller));
        return Page();
    }
}
