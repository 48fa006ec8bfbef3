using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pairs;

/// <summary>The pairs of whoever is signed in, as mentor or mentee; the same for pages and for the API.</summary>
internal sealed class MyPairs(Caller caller, IPairRows rows, IProgrammeRows programmes)
{
    private static readonly PageOf Newest = new(Limits.PageMax, After: null);

    /// <summary>The participant who the caller is; null for a member who is none.</summary>
    public string? Me => caller.Member?.Row.ParticipantId;

    /// <summary>Newest first, at most a hundred in each role.</summary>
    public async Task<ImmutableArray<PairRow>> All()
    {
        if (Me is not { } me)
            return [];
        var asMentor = await rows.List(caller.Tenant, new PairFilter(MentorId: me), Newest);
        var asMentee = await rows.List(caller.Tenant, new PairFilter(MenteeId: me), Newest);
        return
        [
            .. asMentor
                .Items.Concat(asMentee.Items)
                .Select(item => item.Row)
                .OrderByDescending(pair => pair.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null for a pair that is not one's own, as for one that is not there.</summary>
    public async Task<Stored<PairRow>?> Find(string pair) =>
        Me is { } me && await rows.Find(caller.Tenant, pair) is { } stored && IsOf(stored.Row, me) ? stored : null;

    /// <summary>Accepts or declines as oneself.</summary>
    public Task<Outcome<SavedPair>> Answer(string pair, bool accepts, string? privateReason) =>
        Me is { } me
            ? caller.Send(grains =>
                grains.Pair(pair).Answer(new AnswerPair(me, accepts, privateReason, caller.Actor()))
            )
            : Task.FromResult<Outcome<SavedPair>>(Failure.Of(FailureCodes.NotFound));

    /// <summary>The charter of one's own pair, in the version that it signs; null when it has none.</summary>
    public async Task<CharterRow?> Charter(PairRow pair) =>
        pair.Charter is { Version: var version }
            ? await programmes.Charter(caller.Tenant, pair.ProgrammeId, version)
            : null;

    /// <summary>Signs the charter as oneself.</summary>
    public Task<Outcome<SavedPair>> Sign(string pair, int version) =>
        Me is { } me
            ? caller.Send(grains => grains.Pair(pair).Sign(new SignCharter(me, version, caller.Actor())))
            : Task.FromResult<Outcome<SavedPair>>(Failure.Of(FailureCodes.NotFound));

    private static bool IsOf(PairRow row, string participant) =>
        row.MentorId == participant || row.MenteeId == participant;
}
