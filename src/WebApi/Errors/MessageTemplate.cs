using System.Text;

namespace Binome.WebApi.Errors;

internal static class MessageTemplate
{
    /// <summary>Puts the arguments into their places; bracketed parts whose arguments are missing are dropped.</summary>
    public static string Render(string template, ImmutableArray<string> arguments)
    {
        if (!template.AsSpan().ContainsAny('{', '['))
            return template;
        var text = new StringBuilder(template.Length + 64);
        var given = arguments.IsDefault ? [] : arguments;
        for (var at = 0; at < template.Length; )
        {
            if (template[at] == '[')
            {
                var end = template.IndexOf(']', at);
                if (TryFill(template.AsSpan(at + 1, end - at - 1), given, out var part))
                    text.Append(part);
                at = end + 1;
                continue;
            }
            var stop = template.IndexOf('[', at);
            stop = stop < 0 ? template.Length : stop;
            TryFill(template.AsSpan(at, stop - at), given, out var plain);
            text.Append(plain);
            at = stop;
        }
        return text.ToString();
    }

    private static bool TryFill(ReadOnlySpan<char> part, ImmutableArray<string> arguments, out string filled)
    {
        var complete = true;
        var text = new StringBuilder(part.Length + 64);
        while (!part.IsEmpty)
        {
            // Places are single digits: no message has more than ten arguments.
            if (part.Length >= 3 && part[0] == '{' && char.IsAsciiDigit(part[1]) && part[2] == '}')
            {
                var place = part[1] - '0';
                var isGiven = place < arguments.Length && !string.IsNullOrEmpty(arguments[place]);
                complete &= isGiven;
                text.Append(isGiven ? arguments[place] : "?");
                part = part[3..];
                continue;
            }
            text.Append(part[0]);
            part = part[1..];
        }
        filled = text.ToString();
        return complete;
    }
}
