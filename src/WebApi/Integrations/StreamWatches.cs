using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;

namespace Binome.WebApi.Integrations;

/// <summary>
/// Looks every second whether the credentials under which streams run still hold, each once however many streams it has, and cuts
/// off those of one that does not; the look-ups are those of every request, two seconds old at most.
/// </summary>
internal sealed partial class StreamWatches(ILogger<StreamWatches> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<HttpContext>> streams = new(StringComparer.Ordinal);

    public void Add(string credentialId, HttpContext stream)
    {
        lock (gate)
        {
            if (!streams.TryGetValue(credentialId, out var those))
                streams[credentialId] = those = [];
            those.Add(stream);
        }
    }

    public void Remove(string credentialId, HttpContext stream)
    {
        lock (gate)
            if (streams.TryGetValue(credentialId, out var those) && those.Remove(stream) && those.Count == 0)
                streams.Remove(credentialId);
    }

    public async Task CheckAll()
    {
        List<(string Credential, HttpContext Stream)> watched;
        lock (gate)
            watched = [.. streams.Select(those => (those.Key, those.Value.First()))];
        foreach (var (credential, stream) in watched)
            if (!await Holds(stream))
                CutOff(credential);
    }

    private void CutOff(string credential)
    {
        HttpContext[] those;
        lock (gate)
            those = streams.TryGetValue(credential, out var found) ? [.. found] : [];
        foreach (var stream in those)
            stream.Abort();
        LogCutOff(those.Length, credential);
    }

    private async Task<bool> Holds(HttpContext stream)
    {
        try
        {
            // As the request itself was let in, whatever it showed.
            var result = await stream.AuthenticateAsync(CallerHandler.Scheme);
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
