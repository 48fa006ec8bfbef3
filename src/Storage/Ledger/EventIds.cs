using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Binome.Storage.Ledger;

/// <summary>
/// Ids of events, made of the tenant and the sequence number, so that no index is needed to find one: the number, masked
/// by the tenant, and a check that fails for every other tenant. Opaque, and useless outside its tenant.
/// </summary>
internal static class EventIds
{
    private const string Prefix = "evt_";
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int HalfCharacters = 13;

    public static string Of(string tenant, long sequence)
    {
        Span<char> text = stackalloc char[2 * HalfCharacters];
        Write((ulong)sequence ^ Mask(tenant), text[..HalfCharacters]);
        Write(Check(tenant, sequence), text[HalfCharacters..]);
        return string.Concat(Prefix, text);
    }

    /// <summary>The sequence number; null for everything that is no id of an event of this tenant.</summary>
    public static long? SequenceOf(string tenant, string id)
    {
        if (id.Length != Prefix.Length + 2 * HalfCharacters || !id.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        if (Read(id.AsSpan(Prefix.Length, HalfCharacters)) is not { } masked)
            return null;
        var sequence = (long)(masked ^ Mask(tenant));
        return sequence > 0 && Of(tenant, sequence) == id ? sequence : null;
    }

    private static ulong Mask(string tenant) => Hash($"event\n{tenant}");

    private static ulong Check(string tenant, long sequence) => Hash($"event\n{tenant}\n{sequence}");

    private static ulong Hash(string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(ulong bits, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, bits >>= 5)
            text[i] = Alphabet[(int)(bits & 31)];
    }

    private static ulong? Read(ReadOnlySpan<char> text)
    {
        var bits = 0UL;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
                return null;
            bits = bits << 5 | (uint)digit;
        }
        return bits;
    }
}
