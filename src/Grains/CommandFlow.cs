using Binome.Contracts.Exports;
using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;

namespace Binome.Grains;

/// <summary>
/// Commands between grains flow one way: job → programme → pair → participant. An upward call could meet a downward one
/// and wait for it forever; this filter fails it. On in tests, where every path is walked.
/// </summary>
internal sealed class CommandFlow : IIncomingGrainCallFilter
{
    private static readonly ImmutableArray<(Type Grain, int Rank)> Ranks =
    [
        (typeof(IImportGrain), 0),
        (typeof(IExportGrain), 0),
        (typeof(IMatchingRunGrain), 0),
        (typeof(IPublicationGrain), 0),
        (typeof(IProgrammeGrain), 1),
        (typeof(IPairGrain), 2),
        (typeof(IParticipantGrain), 3),
    ];

    private const string CallerRank = "binome.flow";

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var caller = RequestContext.Get(CallerRank);
        var target = Ranks.FirstOrDefault(entry => entry.Grain.IsInstanceOfType(context.Grain));
        if (target.Grain is not null && caller is int above && above > target.Rank)
            throw new InvalidOperationException($"{target.Grain.Name} was called from below; commands flow downwards.");
        if (target.Grain is not null)
            RequestContext.Set(CallerRank, target.Rank);
        await context.Invoke();
    }
}
