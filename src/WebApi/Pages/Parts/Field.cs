namespace Binome.WebApi.Pages.Parts;

/// <summary>A field of a form with its label, hint and errors.</summary>
/// <param name="Name">The name it is sent under; errors are looked up by it.</param>
internal sealed record Field(string Name, string Label)
{
    public string? Value { get; init; }

    public string? Hint { get; init; }

    /// <summary>A type of HTML input, or <c>textarea</c>.</summary>
    public string Type { get; init; } = "text";

    public bool Required { get; init; }

    public bool Wide { get; init; }

    public string? Autocomplete { get; init; }

    public int? LengthMax { get; init; }

    /// <summary>A choice of one from a list; empty for free text.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public string Id => $"field-{Name.Replace('.', '-').Replace('[', '-').Replace(']', '-')}";
}

internal sealed record Choice(string Value, string Text);
