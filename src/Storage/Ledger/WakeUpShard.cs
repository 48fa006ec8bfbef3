using System.Text;
using Binome.Contracts.Sandboxes;

namespace Binome.Storage.Ledger;

/// <summary>Which sweeper calls a grain. Stored with the row, so the hash (FNV-1a, 32 bits) must never change.</summary>
internal static class WakeUpShard
{
    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const int KeyBytesOnStack = 256;

    /// <summary>The same for a wake-up of a sandbox, which goes by its own clock unless it is work.</summary>
    /// <param name="now">By the tenant's clock.</param>
    public static int Of(string tenant, string grainId, WakeUpChange change, DateTimeOffset now) =>
        !Sandbox.Is(tenant) ? Of(tenant, grainId)
        : change.IsWork ? Limits.SandboxWorkShard
        : change.DueAt <= now + SandboxLimits.AtOnce ? Limits.SandboxDueShard
        : Limits.SandboxLaterShard;

    public static int Of(string tenant, string grainId)
    {
        var hash = Add(Offset, tenant);
        hash = (hash ^ '/') * Prime;
        return (int)(Add(hash, grainId) % Limits.WakeUpShards);
    }

    private static uint Add(uint hash, string text)
    {
        var bytesMax = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = bytesMax <= KeyBytesOnStack ? stackalloc byte[KeyBytesOnStack] : new byte[bytesMax];
        foreach (var value in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
            hash = (hash ^ value) * Prime;
        return hash;
    }
}
