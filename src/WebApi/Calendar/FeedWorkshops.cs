using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Mail;

namespace Binome.WebApi.Calendar;

/// <summary>The workshops for somebody's roles, as their calendar shows them.</summary>
internal sealed class FeedWorkshops(IResourceRows enrolments, IWorkshopRows workshops, PublicAddress address)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    public async Task<ImmutableArray<CalendarEntry>> Entries(string tenant, ParticipantRow person)
    {
        var isFrench = person.Profile.Language == "fr";
        var entries = ImmutableArray.CreateBuilder<CalendarEntry>();
        foreach (var (programme, roles) in await enrolments.EnrolledIn(tenant, person.Id))
        foreach (var row in (await workshops.OfProgramme(tenant, programme, Newest)).Items.Select(item => item.Row))
        {
            var isFor = row.Details.For is not { } role || roles.Contains(role);
            if (isFor || roles.Any(row.NoLongerFor.Contains))
                entries.Add(Entry(row, isFrench, isCancelled: !isFor || row.Status == WorkshopStatus.Cancelled));
        }
        return entries.ToImmutable();
    }

    // What was cancelled, or is for another role now, stays, so that calendars that read it late take it off.
    private CalendarEntry Entry(WorkshopRow row, bool isFrench, bool isCancelled) =>
        new(
            CalendarInvite.UidOf(row.Id),
            row.Sequence,
            row.UpdatedAt,
            row.Details.StartsAt,
            row.Details.DurationMinutes,
            isFrench ? row.Details.Fr.Title : row.Details.En.Title,
            address.Link("/app/my-guides"),
            isCancelled
        )
        {
            Location = row.Details.Place,
        };
}
