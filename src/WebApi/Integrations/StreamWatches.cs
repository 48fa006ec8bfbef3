using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Integrations;

/// <summary>
/// Looks every second whether the credentials under which streams run still hold, each once however many streams it has, and cuts
/// off those of one that does not; the look-ups are those of every request, two seconds old at most.
/// </summary>
internal sealed partial class StreamWatches(CredentialCheck credentials, ILogger<StreamWatches> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ShownCredential, StreamWatch> watches = [];

    public void Add(ShownCredential shown, string credentialId, EventListener listener)
    {
        lock (gate)
        {
            if (!watches.TryGetValue(shown, out var watch))
                watches[shown] = watch = new StreamWatch(shown, credentialId);
            watch.Listeners.Add(listener);
            listener.Watch = watch;
        }
    }

    public void Remove(EventListener listener)
    {
        lock (gate)
            if (listener.Watch is { } watch && watch.Listeners.Remove(listener) && watch.Listeners.Count == 0)
                watches.Remove(watch.Shown);
    }

    public async Task CheckAll()
    {
        foreach (var watch in Current())
            if (!await Holds(watch))
                LogCutOff(CutOff(watch), watch.CredentialId);
    }

    /// <summary>Ends all streams, since the process stops: it would wait for them.</summary>
    public void CutOffAll()
    {
        foreach (var watch in Current())
            CutOff(watch);
    }

    private StreamWatch[] Current()
    {
        lock (gate)
            return [.. watches.Values];
    }

    private int CutOff(StreamWatch watch)
    {
        EventListener[] those;
        lock (gate)
            those = [.. watch.Listeners];
        foreach (var listener in those)
            listener.Abort();
        return those.Length;
    }

    private async Task<bool> Holds(StreamWatch watch)
    {
        try
        {
            // As the request itself was let in, whatever it showed.
            var result = await credentials.Check(watch.Shown);
            return result.Principal?.Identity is CallerIdentity identity && identity.Can(Actions.EventsRead);
        }
        catch (Exception problem)
        {
            // Nobody can say, so nobody is let on; whoever may comes again.
            LogUnknown(problem);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Streams} streams were cut off: {Credential} holds no more.")]
    private partial void LogCutOff(int streams, string credential);

    [LoggerMessage(LogLevel.Warning, "Credentials of streams could not be looked up; the streams end.")]
    private partial void LogUnknown(Exception problem);
}

/// <summary>What was shown for some streams, and their listeners.</summary>
internal sealed record StreamWatch(ShownCredential Shown, string CredentialId)
{
    public HashSet<EventListener> Listeners { get; } = [];
}
