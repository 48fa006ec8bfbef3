namespace Binome.Grains.Tests;

/// <summary>What tests ask of effects.</summary>
internal static class EffectsReading
{
    public static string[] EventTypes(this Effects effects) => [.. effects.Events.Select(happened => happened.Type)];

    public static TRow Single<TRow>(this Effects effects) => effects.Rows.OfType<TRow>().Single();

    public static object? Data(this LedgerEvent happened, string name) =>
        happened.Data.Single(field => field.Name == name).Value.Content;

    public static Failure[] All(this Failure failure) => [failure, .. failure.Others];
}
