using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Calendar;

/// <summary>The days on which nothing falls due in this organisation, one a line.</summary>
[RequiresAction(Actions.ProgrammesWrite)]
internal sealed class CalendarModel(Caller caller, ICredentials credentials, IStringLocalizer<ProgrammeWords> words)
    : PageModel
{
    private const string DayFormat = "yyyy-MM-dd";

    public string Text { get; private set; } = "";

    public async Task OnGet()
    {
        var days = (await credentials.Tenant(caller.Tenant))?.Holidays ?? [];
        Text = string.Join('\n', days.Select(day => day.ToString(DayFormat, CultureInfo.InvariantCulture)));
    }

    public async Task<IActionResult> OnPost(string? holidays)
    {
        Text = holidays ?? "";
        var lines = new FormValues(Request.Form).Lines("holidays");
        var days = ImmutableArray.CreateBuilder<DateOnly>(lines.Length);
        foreach (var line in lines)
            if (DateOnly.TryParseExact(line, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add(day);
        var failure =
            days.Count < lines.Length
                ? Failure.At("/holidays", FailureCodes.Invalid, "2026-12-25")
                : (await caller.Send(grains => grains.Tenant().SetHolidays(days.ToImmutable()))).Failure;
        if (failure is null)
        {
            this.Flash(words["calendar.saved"]);
            return Redirect("/app/calendar");
        }
        this.Show(failure);
        return Page();
    }
}
