using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Mail;
using Binome.Grains.Members;

namespace Binome.Grains.Programmes;

/// <summary>Tells the people of a programme of a workshop that was planned, changed or cancelled, with the entry for their calendars.</summary>
internal sealed class WorkshopMails(
    IProgrammeRows programmes,
    IParticipantRows people,
    ILedgerStates states,
    IPersonalLinks links
)
{
    // Earlier invitations by which somebody is known to have the entry that is to be taken back.
    private const int EarlierMax = 5;

    /// <summary>
    /// Letters to some of those whom it is for and who have not been told of it as it stands, and whether they are the last. Who has been told is known by the
    /// mail that lies under the id of what it says. A cancellation is for those alone who were told before.
    /// </summary>
    public async Task<(ImmutableArray<(string Id, QueueMail Mail)> Letters, bool AreLast)> Untold(
        string tenant,
        string id,
        WorkshopState state,
        ProgrammeRow programme
    )
    {
        var (enrolled, left) = (await programmes.AllEnrolments(tenant, programme.Id), await people.Left(tenant));
        ImmutableArray<string> asked =
        [
            .. enrolled
                .Where(one => WorkshopRules.IsFor(state.Details!, [one.Role]))
                .Select(one => one.ParticipantId)
                .Distinct(StringComparer.Ordinal)
                .Where(person => !left.Contains(person)),
        ];
        var told = await Told(tenant, id, state, asked, state.Sequence);
        var untold = asked.RemoveAll(told.Contains);
        if (state.Status == WorkshopStatus.Cancelled)
        {
            var knowing = new HashSet<string>(StringComparer.Ordinal);
            for (var before = state.Sequence - 1; before >= Math.Max(0, state.Sequence - EarlierMax); before--)
                knowing.UnionWith(await Told(tenant, id, state, untold, before));
            untold = untold.RemoveAll(person => !knowing.Contains(person));
        }
        var found = await people.Many(tenant, [.. untold.Take(Limits.WorkshopTellChunkPeople)]);
        ImmutableArray<(string, QueueMail Mail)> letters =
        [
            .. found
                .Select(person => Letter(id, state, programme.Settings.TimeZone, person.Row))
                // Who can't be written to stays untold, and must not keep it going for ever.
                .Where(letter => letter.Mail.Refusal() is null),
        ];
        return (letters, letters.IsEmpty || untold.Length <= Limits.WorkshopTellChunkPeople);
    }

    private async Task<HashSet<string>> Told(
        string tenant,
        string id,
        WorkshopState state,
        ImmutableArray<string> asked,
        int sequence
    )
    {
        var personOf = asked.ToDictionary(person => MailId(id, state, person, sequence));
        var mails = await states.Many<MailState>(tenant, GrainKinds.Mail, [.. personOf.Keys]);
        return [.. mails.Select(mail => personOf[mail.Id])];
    }

    private (string, QueueMail Mail) Letter(string id, WorkshopState state, string zone, ParticipantRow person)
    {
        var (details, profile) = (state.Details!, person.Profile);
        var language = profile.Language == "fr" ? "fr" : "en";
        var values = new Dictionary<string, string>
        {
            ["name"] = PersonAccounts.NameOf(person),
            ["title"] = (language == "fr" ? details.Fr : details.En).Title,
            ["place"] = details.Place,
            ["when"] = MailMoments.InWords(details.StartsAt, profile.TimeZone ?? zone, language),
            ["link"] = links.Page("/app/my-guides"),
            ["workshop"] = id,
            ["sequence"] = state.Sequence.ToString(CultureInfo.InvariantCulture),
            ["starts_at"] = MailMoments.Exactly(details.StartsAt),
            ["minutes"] = details.DurationMinutes.ToString(CultureInfo.InvariantCulture),
        };
        var template =
            state.Status == WorkshopStatus.Cancelled ? MailTemplates.WorkshopCancelled : MailTemplates.WorkshopPlanned;
        var mail = new QueueMail(template, language, profile.Email, values.ToImmutableDictionary());
        return (MailId(id, state, person.Id, state.Sequence), mail);
    }

    private static string MailId(string id, WorkshopState state, string person, int sequence) =>
        Ids.Derived(Ids.Mail, state.CreatedAt, id, person, sequence.ToString(CultureInfo.InvariantCulture));
}
