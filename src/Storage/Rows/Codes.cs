using System.Text.Json;

namespace Binome.Storage.Rows;

/// <summary>Enumeration members as they stand in columns and in JSON: <c>in_person</c>.</summary>
internal static class Codes
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Table<TEnum>.ByValue[value];

    /// <summary>Null stays null: a filter that does not ask.</summary>
    public static string? Of<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } given ? Table<TEnum>.ByValue[given] : null;

    public static TEnum Parse<TEnum>(string code)
        where TEnum : struct, Enum => Table<TEnum>.ByCode[code];

    private static class Table<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> ByCode = ByValue.ToDictionary(
            pair => pair.Value,
            pair => pair.Key,
            StringComparer.Ordinal
        );
    }
}
