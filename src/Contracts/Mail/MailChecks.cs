using System.Globalization;
using System.Net.Mail;

namespace Binome.Contracts.Mail;

/// <summary>What a mail must be before it is taken: complete, bounded, and without a line break that could add a header.</summary>
public static class MailChecks
{
    /// <summary>Null when the mail can be taken.</summary>
    public static Failure? Refusal(this QueueMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!MailTemplates.All.TryGetValue(mail.Template, out var template))
            return Failure.At("/template", FailureCodes.Invalid);
        if (mail.Language is not ("fr" or "en"))
            return Failure.At("/language", FailureCodes.Invalid);
        if (!IsAddress(mail.To))
            return Failure.At("/to", FailureCodes.Invalid);
        if (mail.UnsubscribeLink is { } link && (link.Any(IsLineBreakOrControl) || !IsWebAddress(link)))
            return Failure.At("/unsubscribe_link", FailureCodes.Invalid);
        foreach (var name in template.Values)
            if (!mail.Values.ContainsKey(name))
                return Failure.At($"/values/{name}", FailureCodes.Required);
        return ValuesRefusal(mail.Values);
    }

    private static Failure? ValuesRefusal(ImmutableDictionary<string, string> values)
    {
        if (values.Count > MailLimits.ValuesMax)
            return Failure.At("/values", FailureCodes.TooMany, Text(MailLimits.ValuesMax));
        var characters = 0;
        foreach (var (name, value) in values)
        {
            characters += name.Length + value.Length;
            if (value.Length > MailLimits.ValueCharactersMax)
                return Failure.At($"/values/{name}", FailureCodes.TooLong, Text(MailLimits.ValueCharactersMax));
            if (value.Any(IsLineBreakOrControl) || (IsLink(name) && !IsWebAddress(value)))
                return Failure.At($"/values/{name}", FailureCodes.Invalid);
        }
        return characters > MailLimits.ValuesCharactersMax
            ? Failure.At("/values", FailureCodes.TooLong, Text(MailLimits.ValuesCharactersMax))
            : null;
    }

    private static bool IsAddress(string address) =>
        address.Length <= Limits.EmailCharactersMax
        && !address.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address;

    private static bool IsLink(string name) => name == "link" || name.StartsWith("link_", StringComparison.Ordinal);

    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    // The line and paragraph separators of Unicode break lines too, and are no control characters.
    private static bool IsLineBreakOrControl(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029';

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
