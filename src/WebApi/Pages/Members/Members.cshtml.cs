using Binome.Contracts.Ledger;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Parts;
using Binome.WebApi.Pages.Shell;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Members;

/// <summary>Who can sign in, and as what.</summary>
[RequiresAction(Actions.MembersRead)]
internal sealed class MembersModel(Caller caller, IMemberRows rows) : PageModel
{
    public Slice<MemberRow> Members { get; private set; } = null!;

    public PageList List { get; private set; } = null!;

    public async Task OnGet()
    {
        List = new PageList(HttpContext, caller.Tenant, "status", "email");
        var filter = new MemberFilter(
            List.Query.Code<MemberStatus>("status"),
            List.Query.Text("email")?.Trim().ToLowerInvariant()
        );
        Members = await rows.List(caller.Tenant, filter, List.Page);
    }

    public static Badge StateOf(MemberRow member, IStringLocalizer words) =>
        new(
            words[$"status.{member.Status}"],
            member.Status switch
            {
                MemberStatus.Active => Tone.Good,
                MemberStatus.Invited => Tone.Busy,
                _ => Tone.Neutral,
            }
        );
}
