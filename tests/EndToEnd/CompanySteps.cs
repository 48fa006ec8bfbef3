using System.Globalization;
using System.Text.Json;

namespace Binome.EndToEnd.Tests;

/// <summary>What several tests do with a company, and what must hold of it afterwards.</summary>
internal static class CompanySteps
{
    /// <summary>From nothing to open pairs; their ids.</summary>
    public static async Task<List<string>> NewPairs(this ApiClient client, int people)
    {
        var import = (await client.Import(Company.Csv(people))).GetProperty("id").GetString()!;
        await client.Finished($"/v1/imports/{import}");
        var publication = await client.Publish(await client.DecidedRun(await client.LaunchedProgramme()));
        await client.Finished($"/v1/publications/{Text(publication, "id")}");
        var pairs = await client.All("/v1/pairs");
        return [.. pairs.Select(pair => Text(pair, "id"))];
    }

    /// <summary>Each pair has the sessions that were acknowledged and no other, and counts them right; the log has no gap.</summary>
    public static async Task ShouldHold(
        this ApiClient reader,
        IEnumerable<string> pairs,
        IReadOnlyDictionary<string, string> acknowledged
    )
    {
        foreach (var pair in pairs)
        {
            var expected = acknowledged.Where(session => session.Value == pair).Select(session => session.Key);
            var held = await reader.All($"/v1/pairs/{pair}/sessions?status=held");
            held.Select(session => Text(session, "id")).ShouldBe(expected, ignoreOrder: true);
            var row = await reader.Get($"/v1/pairs/{pair}");
            row.GetProperty("sessions_held").GetInt32().ShouldBe(held.Count, pair);
        }
        var events = await reader.All("/v1/events");
        var sequences = events.Select(happened => happened.GetProperty("sequence").GetInt64()).ToList();
        sequences.ShouldBe(Enumerable.Range(1, sequences.Count).Select(number => (long)number).Reverse());
    }

    /// <summary>A session that took place.</summary>
    public static object Held(DateTimeOffset at) =>
        new
        {
            status = "held",
            starts_at = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            duration_minutes = 45,
            format = "video",
        };

    public static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
