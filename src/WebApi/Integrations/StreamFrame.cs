using System.Text;

namespace Binome.WebApi.Integrations;

/// <summary>What goes over a stream in one piece, with its frame as a chunk of HTTP/1.1 round it: one array for all who listen.</summary>
internal sealed class StreamFrame
{
    private readonly byte[] chunk;
    private readonly ReadOnlyMemory<byte> content;

    public StreamFrame(params ReadOnlySpan<byte> content)
    {
        var length = Encoding.ASCII.GetBytes($"{content.Length:x}\r\n");
        chunk = [.. length, .. content, .. "\r\n"u8];
        this.content = chunk.AsMemory(length.Length, content.Length);
    }

    public ReadOnlyMemory<byte> Bytes(bool asChunk) => asChunk ? chunk : content;
}
