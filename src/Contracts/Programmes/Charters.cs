using Binome.Contracts.Ledger;

namespace Binome.Contracts.Programmes;

/// <summary>The ground rules that both sides of a pair sign, as Markdown in both languages.</summary>
/// <param name="En">1–<see cref="Limits.CharterCharactersMax"/> characters.</param>
/// <param name="Fr">The same in French.</param>
[GenerateSerializer, Immutable, Alias("binome.charter_text")]
public sealed record CharterText(string En, string Fr);

/// <summary>A version of a programme's charter. Versions are kept for good: pairs have signed them.</summary>
/// <param name="Version">1, 2, 3… per programme; the first is the template of its kind.</param>
/// <param name="By">Who worded it; null for the template.</param>
[GenerateSerializer, Immutable, Alias("binome.charter_row")]
public sealed record CharterRow(
    string Id,
    string ProgrammeId,
    int Version,
    CharterText Text,
    ActingMember? By,
    DateTimeOffset CreatedAt
) : IRow
{
    public static string IdOf(int version) => version.ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Whether both sides sign before their pair is active.</summary>
[GenerateSerializer, Alias("binome.charter_rule")]
public enum CharterRule
{
    Required,
    NotRequired,
}

/// <param name="IfVersion">The version that the writer has seen; null does not ask.</param>
[GenerateSerializer, Immutable, Alias("binome.write_charter")]
public sealed record WriteCharter(CharterText Text, int? IfVersion, Actor Actor);
