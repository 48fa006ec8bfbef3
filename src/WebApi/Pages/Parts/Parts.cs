namespace Binome.WebApi.Pages.Parts;

/// <summary>A sentence that says once that something was done.</summary>
internal static class Flash
{
    public const string Key = "flash";
}

internal enum Tone
{
    Neutral,
    Busy,
    Good,
    Attention,
    Bad,
}

/// <summary>A state in a word, with a colour that repeats what the word says.</summary>
internal sealed record Badge(string Text, Tone Tone);

/// <summary>What stands where a list has nothing yet, and what to do about it.</summary>
internal sealed record Empty(string Title, string Text, string? Action = null, string? Address = null);

/// <summary>How far a job is. With JavaScript it is followed at <paramref name="Stream"/>, without the page asks again.</summary>
/// <param name="Share">0–1.</param>
internal sealed record Progress(string Label, double Share, string Text, string Stream);

/// <summary>Where a list goes on; null where it ends or begins.</summary>
internal sealed record Pager(string? First, string? Next);

/// <summary>One step before something that can't be undone: what will happen, and a button that names it.</summary>
internal sealed record Confirm(string Button, string Back, bool Dangerous = false);
