using Binome.WebApi.Errors;
using Binome.WebApi.Http;

namespace Binome.Silo.Cli.Offline;

/// <summary>A cell, or with no column a whole row, that needs somebody's hand.</summary>
internal sealed record FileProblem(string File, int Line, string? Column, string Code, string? Value);

/// <summary>Says one by one, as they are found, what is wrong with the rows of the files and what to do about it.</summary>
internal sealed class FileProblems(TextWriter output, Language language)
{
    private const int ShownMax = 1_000;
    private const int ValueCharactersMax = 60;

    public Language Language => language;

    /// <summary>Rows that were left out.</summary>
    public int Rejected { get; private set; }

    /// <summary>Rows that count, but deserve a look.</summary>
    public int Warnings { get; private set; }

    private int shown;

    /// <summary>The row is left out, for all these reasons.</summary>
    public void Reject(IReadOnlyList<FileProblem> problems)
    {
        Rejected++;
        foreach (var problem in problems)
            Show(problem);
    }

    /// <summary>The row counts all the same.</summary>
    public void Warn(FileProblem problem)
    {
        Warnings++;
        Show(problem);
    }

    /// <summary>Something about the files as a whole.</summary>
    public void Note(Phrase phrase, params object?[] values) => output.WriteLine(phrase.In(Language, values));

    private void Show(FileProblem problem)
    {
        if (++shown > ShownMax)
            return;
        var message = ErrorCatalogue.Knows(problem.Code)
            ? ErrorCatalogue.Of(problem.Code).In(Language, [])
            : MatchWords.Of(problem.Code).In(Language);
        var column = problem.Column is { } name ? $", {name}" : "";
        var value = problem.Value is { Length: > 0 } text ? $" [{Printable(text)}]" : "";
        output.WriteLine($"{problem.File}:{problem.Line}{column}: {message}{value}");
        if (shown == ShownMax)
            output.WriteLine(MatchWords.MoreProblems.In(Language));
    }

    // What a file holds must not steer the terminal.
    private static string Printable(string text) =>
        new([.. text.Take(ValueCharactersMax).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
