using Binome.Embedded;
using Binome.Grains;

namespace Binome.Silo.Hosting;

/// <summary>The embedded edition: the in-process runtime.</summary>
internal static class ActorRuntime
{
    public const string Edition = "embedded";

    public static void AddActorRuntime(this WebApplicationBuilder builder) =>
        builder.Services.AddEmbeddedRuntime(runtime =>
        {
            runtime.GrainAssemblies.Add(GrainServices.Assembly);
            runtime.MailboxMax = ActorLimits.MailboxMax;
            runtime.CallTimeout = ActorLimits.CallTimeout;
            runtime.CollectionAge = ActorLimits.CollectionAge;
        });
}
