using System.Buffers;
using System.Text;

namespace Binome.WebApi.Lists;

/// <summary>A list put together from rows that are JSON already; the same bytes as a <see cref="ListView{T}"/> of them.</summary>
internal static class ListJson
{
    public static void Begin(IBufferWriter<byte> body) => body.Write("{\"object\":\"list\",\"data\":["u8);

    /// <param name="next">The cursor of the next part; it is base64url, so it needs no escaping.</param>
    public static void End(IBufferWriter<byte> body, string? next)
    {
        if (next is null)
            body.Write("],\"has_more\":false,\"next_cursor\":null}"u8);
        else
            Encoding.ASCII.GetBytes($"],\"has_more\":true,\"next_cursor\":\"{next}\"}}", body);
    }
}
