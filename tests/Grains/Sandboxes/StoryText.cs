using System.Globalization;
using System.Text;
using System.Text.Json;
using Binome.Contracts.Mail;
using Binome.Contracts.Sandboxes;
using NodaTime;

namespace Binome.Grains.Tests.Sandboxes;

/// <summary>What happened to a pair and when, in the order of the log and in the time of its zone: a line each, mails beside.</summary>
internal static class StoryText
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    // In this order; what else an event carries is not of the story.
    private static readonly string[] Told = ["days_before", "before_charter", "starts_at", "rule", "step"];

    public static string Of(
        Story story,
        IEnumerable<StoredEvent> events,
        IEnumerable<(SandboxMailRow Row, QueueMail Mail)> mails
    )
    {
        var sides = new Dictionary<string, string>
        {
            [$"j{story.Number}@acme.example"] = "mentor",
            [story.MenteeEmail] = "mentee",
        };
        var lines = events
            .Where(one => one.Resource == story.Pair.Id)
            .Select(one => (At: one.CreatedAt, Order: 0, Text: Line(one)))
            .Concat(
                mails
                    .Where(one => sides.ContainsKey(one.Mail.To.ToLowerInvariant()))
                    .Select(one =>
                        (
                            At: one.Row.QueuedAt,
                            Order: 1,
                            Text: $"  {one.Mail.Template} to the {sides[one.Mail.To.ToLowerInvariant()]}"
                        )
                    )
                    // Two sides are written to side by side.
                    .OrderBy(one => one.Text, StringComparer.Ordinal)
            )
            .OrderBy(line => line.At)
            .ThenBy(line => line.Order);
        var text = new StringBuilder($"Pair {story.Number}: {story.Kind}\n");
        foreach (var (at, _, line) in lines)
            text.Append(Local(at)).Append("  ").Append(line).Append('\n');
        return text.ToString();
    }

    public static string Local(DateTimeOffset at) =>
        Instant.FromDateTimeOffset(at).InZone(Zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static Dictionary<string, JsonElement> Data(StoredEvent happened)
    {
        using var json = JsonDocument.Parse(happened.Data);
        return json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone());
    }

    private static string Line(StoredEvent happened)
    {
        var data = Data(happened);
        var told = Told.Where(data.ContainsKey)
            .Where(name => data[name].ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
            .Select(name => $" {name}={Value(data[name])}");
        return happened.Type + string.Concat(told);
    }

    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at)
            ? Local(at)
            : value.ToString();
}
