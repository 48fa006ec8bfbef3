namespace Binome.Conformance.Fixture;

/// <summary>Notes what it sees, and refuses when the caller asks for it.</summary>
public abstract class NotingFilter(Probe probe, string name) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // Only calls to this suite's grains carry the key; the runtime's own calls pass.
        if (RequestContext.Get("note") is not string key)
        {
            await context.Invoke();
            return;
        }
        probe.Note(key, $"{name} before {context.MethodName} of {context.TargetId.Key}");
        switch (RequestContext.Get(name))
        {
            case "refuse":
                throw new UnauthorizedAccessException("Refused.");
            case "answer":
                context.Result = -1;
                break;
            default:
                await context.Invoke();
                break;
        }
        probe.Note(key, $"{name} after: {context.Result}");
    }
}

public sealed class OuterFilter(Probe probe) : NotingFilter(probe, "outer");

public sealed class InnerFilter(Probe probe) : NotingFilter(probe, "inner");
