using System.Text;

namespace Binome.WebApi.Json;

/// <summary>JSON pointers (RFC 6901) from the paths the serializer reports, such as <c>$.skills[0]['odd.name']</c>.</summary>
internal static class JsonPointer
{
    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan();
        if (!rest.IsEmpty && rest[0] == '$')
            rest = rest[1..];
        while (!rest.IsEmpty)
        {
            var (segment, length) = Next(rest);
            pointer.Append('/').Append(Escape(segment));
            rest = rest[length..];
        }
        return pointer.ToString();
    }

    public static IEnumerable<string> Segments(string pointer) =>
        pointer.Length == 0 ? [] : pointer[1..].Split('/').Select(Unescape);

    private static (string Segment, int Length) Next(ReadOnlySpan<char> path)
    {
        if (path.StartsWith("['"))
        {
            var end = EndOfName(path);
            return end < 0 ? (path[2..].ToString(), path.Length) : (path[2..end].ToString(), end + 2);
        }
        if (path[0] == '[')
        {
            var end = path.IndexOf(']');
            return end < 0 ? (path[1..].ToString(), path.Length) : (path[1..end].ToString(), end + 1);
        }
        var start = path[0] == '.' ? 1 : 0;
        var next = path[start..].IndexOfAny('.', '[');
        var stop = next < 0 ? path.Length : start + next;
        return (path[start..stop].ToString(), stop);
    }

    /// <summary>Where a quoted name ends. It is not escaped, and may hold what looks like its end.</summary>
    private static int EndOfName(ReadOnlySpan<char> path)
    {
        for (var at = 2; ; at++)
        {
            var found = path[at..].IndexOf("']");
            if (found < 0)
                return -1;
            at += found;
            if (at + 2 == path.Length || path[at + 2] is '.' or '[')
                return at;
        }
    }

    private static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
