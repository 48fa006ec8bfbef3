using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Mail;
using Binome.Grains.Members;

namespace Binome.Grains.Programmes;

/// <summary>A workshop as it stands, and the ids of the mails by which it is known who has heard what of it.</summary>
internal sealed record ToldWorkshop(string Tenant, string Id, WorkshopState State)
{
    /// <param name="takesBack">The mail that takes an invitation back, not one that invites.</param>
    public string MailId(string person, int sequence, bool takesBack)
    {
        var number = sequence.ToString(CultureInfo.InvariantCulture);
        return takesBack
            ? Ids.Derived(Ids.Mail, State.CreatedAt, Id, person, number, "taken_back")
            : Ids.Derived(Ids.Mail, State.CreatedAt, Id, person, number);
    }
}

/// <param name="AreLast">Nobody else is to be told now.</param>
/// <param name="SomeAway">Some who are to be told have left the company. They hear nothing unless they come back.</param>
internal sealed record UntoldPeople(ImmutableArray<(string Id, QueueMail Mail)> Letters, bool AreLast, bool SomeAway);

/// <summary>Tells the people of a programme of a workshop that was planned, changed or cancelled, with the entry for their calendars.</summary>
internal sealed class WorkshopMails(
    IProgrammeRows programmes,
    IParticipantRows people,
    ILedgerStates states,
    IPersonalLinks links
)
{
    /// <summary>
    /// Letters to some of those who have not been told of it as it stands. Those whom it is for are invited; whoever has an invitation hears when it is
    /// cancelled, or no longer for their role.
    /// </summary>
    public async Task<UntoldPeople> Untold(ToldWorkshop workshop, ProgrammeRow programme)
    {
        var (tenant, state) = (workshop.Tenant, workshop.State);
        var (enrolled, away) = (await programmes.AllEnrolments(tenant, programme.Id), await people.Left(tenant));
        var withdrawn = await programmes.Withdrawn(tenant, programme.Id);
        var roles = enrolled.ToLookup(one => one.ParticipantId, one => one.Role, StringComparer.Ordinal);
        var ever = enrolled
            .Concat(withdrawn)
            .ToLookup(one => one.ParticipantId, one => one.Role, StringComparer.Ordinal);
        ImmutableArray<string> all = [.. ever.Select(one => one.Key)];
        var invited = await Mailed(workshop, all, state.Sequence, takesBack: false);
        // Who was withdrawn since they were invited to it as it stands has that invitation still.
        var outside = invited
            .Where(person => !WorkshopRules.Invites(state, [.. roles[person]]))
            .ToImmutableHashSet(StringComparer.Ordinal);
        var told = invited.Except(outside).Union(await Mailed(workshop, all, state.Sequence, takesBack: true));
        var untold = all.RemoveAll(told.Contains);
        var asked = untold.RemoveAll(person =>
            outside.Contains(person) || !WorkshopRules.MayTakeBack(state, [.. roles[person]], [.. ever[person]])
        );
        var holding = (await Holding(workshop, asked)).Union(outside.Intersect(untold));
        untold = untold.RemoveAll(person =>
            !holding.Contains(person) && !WorkshopRules.Invites(state, [.. roles[person]])
        );

        var there = untold.RemoveAll(away.Contains);
        var found = await people.Many(tenant, [.. there.Take(Limits.WorkshopTellChunkPeople)]);
        ImmutableArray<(string, QueueMail Mail)> letters =
        [
            .. found
                .Select(one =>
                    Letter(workshop, programme.Settings.TimeZone, one.Row, takesBack: holding.Contains(one.Row.Id))
                )
                // Who can't be written to stays untold, and must not keep it going for ever.
                .Where(letter => letter.Mail.Refusal() is null),
        ];
        var areLast = letters.IsEmpty || there.Length <= Limits.WorkshopTellChunkPeople;
        return new UntoldPeople(letters, areLast, there.Length < untold.Length);
    }

    /// <summary>Those of them who have an invitation: the last thing that they heard did not take it back.</summary>
    private async Task<ImmutableHashSet<string>> Holding(ToldWorkshop workshop, ImmutableArray<string> asked)
    {
        var holding = ImmutableHashSet<string>.Empty;
        var changes = workshop.State.Sequence;
        var last = Math.Max(0, changes - Limits.WorkshopChangesLookedBackMax);
        for (var before = changes - 1; before >= last && !asked.IsEmpty; before--)
        {
            var without = await Mailed(workshop, asked, before, takesBack: true);
            var with = await Mailed(workshop, asked.RemoveAll(without.Contains), before, takesBack: false);
            holding = holding.Union(with);
            asked = asked.RemoveAll(person => without.Contains(person) || with.Contains(person));
        }
        return holding;
    }

    /// <summary>Those of them to whom this was said.</summary>
    private async Task<ImmutableHashSet<string>> Mailed(
        ToldWorkshop workshop,
        ImmutableArray<string> asked,
        int sequence,
        bool takesBack
    )
    {
        var personOf = asked.ToDictionary(person => workshop.MailId(person, sequence, takesBack));
        var mails = await states.Many<MailState>(workshop.Tenant, GrainKinds.Mail, [.. personOf.Keys]);
        return [.. mails.Select(mail => personOf[mail.Id])];
    }

    private (string, QueueMail Mail) Letter(ToldWorkshop workshop, string zone, ParticipantRow person, bool takesBack)
    {
        var (state, profile) = (workshop.State, person.Profile);
        var details = state.Details!;
        var language = profile.Language == "fr" ? "fr" : "en";
        var values = new Dictionary<string, string>
        {
            ["name"] = person.Profile.FullName(),
            ["title"] = (language == "fr" ? details.Fr : details.En).Title,
            ["place"] = details.Place,
            ["when"] = MailMoments.InWords(details.StartsAt, profile.TimeZone ?? zone, language),
            ["link"] = links.Page("/app/my-guides"),
            ["workshop"] = workshop.Id,
            ["sequence"] = state.Sequence.ToString(CultureInfo.InvariantCulture),
            ["starts_at"] = MailMoments.Exactly(details.StartsAt),
            ["minutes"] = details.DurationMinutes.ToString(CultureInfo.InvariantCulture),
        };
        var template =
            !takesBack ? MailTemplates.WorkshopPlanned
            : state.Status == WorkshopStatus.Cancelled ? MailTemplates.WorkshopCancelled
            : MailTemplates.WorkshopWithdrawn;
        var mail = new QueueMail(template, language, profile.Email, values.ToImmutableDictionary());
        return (workshop.MailId(person.Id, state.Sequence, takesBack), mail);
    }
}
