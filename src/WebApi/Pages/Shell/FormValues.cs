using System.Globalization;

namespace Binome.WebApi.Pages.Shell;

/// <summary>The fields of a form that was sent, named like the members of the command they fill: <c>goals.0.kind</c>.</summary>
internal sealed class FormValues(IFormCollection form)
{
    private readonly List<Failure> failures = [];

    /// <summary>Every field that could not be read, as one failure; null when all could.</summary>
    public Failure? Failure => failures is [var first, .. var others] ? first with { Others = [.. others] } : null;

    /// <summary>Null for a field that is empty or not there.</summary>
    public string? Text(string name)
    {
        var text = form[name].ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    public int? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(name, "0, 1, 2…");
        return null;
    }

    /// <summary>A number with a comma or a point.</summary>
    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var point = text.Replace(',', '.');
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(point, Style, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(name, "0, 0.5, 1…");
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(name, "YYYY-MM-DD");
        return null;
    }

    public bool Flag(string name) => Text(name) is not null;

    public T? Code<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        if (Codes<T>.ByName.TryGetValue(text, out var value))
            return value;
        Refuse(name, string.Join(", ", Codes<T>.Names));
        return null;
    }

    public ImmutableArray<string> Lines(string name) => Split(name, '\n');

    public ImmutableArray<string> Many(string name) => Split(name, ',');

    /// <summary>Whole numbers with commas between them.</summary>
    public ImmutableArray<int> Integers(string name)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var text in Many(name))
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
            else
                Refuse(name, "7, 1");
        return numbers.ToImmutable();
    }

    private ImmutableArray<string> Split(string name, char separator) =>
        [
            .. (Text(name) ?? "").Split(
                separator,
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            ),
        ];

    private void Refuse(string name, string expected) =>
        failures.Add(Binome.Contracts.Failure.At($"/{name.Replace('.', '/')}", FailureCodes.Invalid, expected));
}
