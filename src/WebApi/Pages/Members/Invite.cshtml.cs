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

/// <summary>Invites somebody by e-mail.</summary>
[RequiresAction(Actions.MembersWrite)]
internal sealed class InviteModel(
    Caller caller,
    IProgrammeRows programmes,
    Invitations invitations,
    IStringLocalizer<AccountWords> words
) : PageModel
{
    public string? Sent(string name) => Request.HasFormContentType ? Request.Form[name].ToString() : null;

    public RolesForm Roles { get; private set; } = null!;

    public async Task OnGet() => Roles = new RolesForm([], await ProgrammeNames.Read(programmes, caller));

    public async Task<IActionResult> OnPost(string? email, string? name, string? language)
    {
        var roles = RolesForm.Read(Request.Form);
        var command = new InviteMember(email ?? "", name ?? "", language ?? "", roles, ParticipantId: null);
        if ((await invitations.Invite(caller, command)).Failure is { } failure)
        {
            this.Show(failure);
            Roles = new RolesForm(roles, await ProgrammeNames.Read(programmes, caller));
            return Page();
        }
        this.Flash(words["invite.done", email ?? ""]);
        return Redirect("/app/members");
    }
}
