using System.Globalization;

namespace Binome.WebApi.Lists;

/// <summary>Typed query parameters; a value that can't be used is refused, never ignored.</summary>
internal sealed class QueryValues(IQueryCollection query)
{
    private const int CharactersMax = 512;

    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var values) || values.Count == 0)
            return null;
        if (values.Count > 1)
            throw Refused(name, TransportCodes.ParameterRepeated, name);
        var text = values[0] ?? "";
        if (text.Length is 0 or > CharactersMax || text.Contains('\0', StringComparison.Ordinal))
            throw Invalid(name, $"1–{CharactersMax}");
        return text;
    }

    /// <summary>Several values: repeated, or separated by commas.</summary>
    public ImmutableArray<string> Many(string name, int itemsMax)
    {
        if (!query.TryGetValue(name, out var values))
            return [];
        if (values.ToString().Length > CharactersMax * itemsMax)
            throw Invalid(name, $"1–{itemsMax}");
        var items = values
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Take(itemsMax + 1)
            .ToImmutableArray();
        return items.Length <= itemsMax && !items.Contains("") ? items : throw Invalid(name, $"1–{itemsMax}");
    }

    public int? Integer(string name, int minimum, int maximum)
    {
        if (Text(name) is not { } text)
            return null;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= minimum && number <= maximum
            ? number
            : throw Invalid(name, $"{minimum}–{maximum}");
    }

    public bool? Flag(string name) =>
        Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw Invalid(name, "true | false"),
        };

    public T? Code<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        return Codes<T>.ByName.TryGetValue(text, out var value)
            ? value
            : throw Invalid(name, string.Join(" | ", Codes<T>.Names));
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return InstantConverter.TryParse(text, out var instant) ? instant : throw Invalid(name, "YYYY-MM-DDThh:mm:ssZ");
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw Invalid(name, "YYYY-MM-DD");
    }

    /// <summary>The id of a resource; one that can't be an id is refused.</summary>
    public string? Id(string name, string prefix)
    {
        var text = Text(name);
        return text is null || Ids.Has(prefix, text) ? text : throw Invalid(name, $"{prefix}_…");
    }

    /// <summary>The same where the route can't do without it.</summary>
    public string Needed(string name, string prefix) => Id(name, prefix) ?? throw Invalid(name, $"{prefix}_…");

    public static RequestRefused Invalid(string name, string expected) =>
        Refused(name, TransportCodes.ParameterInvalid, name, expected);

    private static RequestRefused Refused(string name, string code, params ReadOnlySpan<string> arguments) =>
        new(Failure.At($"{Problems.ParameterMark}{name}", code, arguments));
}
