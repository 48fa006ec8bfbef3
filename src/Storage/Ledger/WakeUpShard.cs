using System.Text;

namespace Binome.Storage.Ledger;

/// <summary>Which sweeper calls a grain. Stored with the row, so the hash (FNV-1a, 32 bits) must never change.</summary>
internal static class WakeUpShard
{
    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const int KeyBytesOnStack = 256;

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
