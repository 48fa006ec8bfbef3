using System.Text;
using Binome.Contracts.Ledger;

namespace Binome.WebApi.Lists;

/// <summary>A list put together from rows that are JSON already; the same bytes as a <see cref="ListView{T}"/> of them.</summary>
internal static class ListJson
{
    private static ReadOnlySpan<byte> Head => "{\"object\":\"list\",\"data\":["u8;

    public static byte[] Of(ImmutableArray<StoredJson> items, string? next)
    {
        // A cursor is base64url, so it needs no escaping.
        var tail = next is null
            ? "],\"has_more\":false,\"next_cursor\":null}"
            : $"],\"has_more\":true,\"next_cursor\":\"{next}\"}}";
        var length = Head.Length + Math.Max(0, items.Length - 1) + Encoding.ASCII.GetByteCount(tail);
        foreach (var item in items)
            length += item.Json.Length;

        var bytes = new byte[length];
        Head.CopyTo(bytes);
        var at = Head.Length;
        for (var number = 0; number < items.Length; number++)
        {
            if (number > 0)
                bytes[at++] = (byte)',';
            items[number].Json.CopyTo(bytes, at);
            at += items[number].Json.Length;
        }
        Encoding.ASCII.GetBytes(tail, bytes.AsSpan(at));
        return bytes;
    }
}
