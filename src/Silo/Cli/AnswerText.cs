using System.Text;
using System.Text.Json;

namespace Binome.Silo.Cli;

/// <summary>An answer for people: one line a member, nested ones indented.</summary>
internal static class AnswerText
{
    public static string Of(JsonElement answer)
    {
        var text = new StringBuilder();
        Write(text, answer, indent: 0);
        return text.ToString().TrimEnd();
    }

    private static void Write(StringBuilder text, JsonElement element, int indent)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
            {
                Write(text, item, indent);
                text.AppendLine();
            }
        else
            foreach (var member in element.EnumerateObject())
                WriteMember(text, member, indent);
    }

    private static void WriteMember(StringBuilder text, JsonProperty member, int indent)
    {
        text.Append(' ', indent).Append(member.Name.Replace('_', ' ')).Append(": ");
        var isList = member.Value.ValueKind == JsonValueKind.Array;
        if (isList && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            text.AppendJoin(", ", member.Value.EnumerateArray().Select(item => item.GetString())).AppendLine();
        else if (isList || member.Value.ValueKind == JsonValueKind.Object)
        {
            text.AppendLine();
            Write(text, member.Value, indent + 2);
        }
        else
            text.Append(member.Value).AppendLine();
    }
}
