using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Tenants;

/// <summary>The days on which nothing falls due in this organisation.</summary>
internal static class CalendarEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/calendar").WithTags("Calendar");
        group
            .MapGet("", Read)
            .Describe("getCalendar", Actions.ProgrammesRead, "The organisation's holidays, in order.")
            .Answers<CalendarView>();
        group
            .MapPut("", Write)
            .Describe("setCalendar", Actions.ProgrammesWrite, "Sets the holidays in the place of those before.")
            .Answers<CalendarView>();
    }

    private static async Task<Answer> Read(Caller caller, ICredentials credentials) =>
        Answers.Ok(new CalendarView((await credentials.Tenant(caller.Tenant))!.Holidays));

    private static async Task<Answer> Write(Body<CalendarBody> body, Caller caller)
    {
        var outcome = await caller.Send(grains => grains.Tenant().SetHolidays(body.Value.Holidays));
        return caller.Answer(outcome, row => Answers.Ok(new CalendarView(row.Holidays)));
    }
}

/// <param name="Holidays">At most 200 days; the order does not matter.</param>
internal sealed record CalendarBody(ImmutableArray<DateOnly> Holidays);

internal sealed record CalendarView(ImmutableArray<DateOnly> Holidays)
{
    public string Object { get; } = "calendar";
}
