using System.Globalization;
using Binome.Contracts.Mail;
using Binome.Contracts.Messages;

namespace Binome.WebApi.Mail;

/// <summary>A mail in words: what its reader sees.</summary>
/// <param name="Text">Plain text, for readers that show no HTML.</param>
/// <param name="Html">A whole document that loads nothing; every value in it is encoded.</param>
public sealed record MailContent(string Subject, string Text, string Html)
{
    /// <summary>Writes a mail in its reader's language.</summary>
    /// <exception cref="ArgumentException">There is no such template; the queue takes known ones only.</exception>
    public static MailContent Of(QueueMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var language = mail.Language == Language.French.Tag() ? Language.French : Language.English;
        var words = MailWords.Of(mail.Template, language);
        var filled = new MailLayout(
            language,
            Fill(words.Subject, mail.Values, language),
            [
                .. words.Before.Select(paragraph => Fill(paragraph, mail.Values, language)),
                .. Items(mail.Values, language),
            ],
            words.Action is null ? [] : Actions(words.Action, mail.Values, language),
            [.. words.After.Select(paragraph => Fill(paragraph, mail.Values, language))],
            words.Footer
        );
        return new MailContent(filled.Subject, filled.ToText(), filled.ToHtml());
    }

    /// <summary>What a message says in one line.</summary>
    public static string SubjectOf(string template, ImmutableDictionary<string, string> values, string language)
    {
        var spoken = language == Language.French.Tag() ? Language.French : Language.English;
        return Fill(MailWords.Of(template, spoken).Subject, values, spoken);
    }

    /// <summary>The messages in a digest, one line each; the same line once.</summary>
    private static IEnumerable<string> Items(ImmutableDictionary<string, string> values, Language language)
    {
        var lines = new List<string>();
        for (var number = 1; number <= MessageLimits.DigestItemsMax; number++)
        {
            var suffix = $"_{number.ToString(CultureInfo.InvariantCulture)}";
            if (!values.TryGetValue($"item{suffix}", out var template))
                break;
            var own = values
                .Where(value => value.Key.EndsWith(suffix, StringComparison.Ordinal))
                .ToImmutableDictionary(value => value.Key[..^suffix.Length], value => value.Value);
            lines.Add($"• {Fill(MailWords.Of(template, language).Subject, own, language)}");
        }
        return lines.Distinct(StringComparer.Ordinal);
    }

    /// <summary>One link, or one for each organisation in which the address is known.</summary>
    private static ImmutableArray<(string Label, string Link)> Actions(
        string label,
        ImmutableDictionary<string, string> values,
        Language language
    )
    {
        if (values.TryGetValue("link", out var only))
            return [(Fill(label, values, language), only)];
        var actions = ImmutableArray.CreateBuilder<(string, string)>();
        for (var number = 1; number <= MailLimits.OrganisationsMax; number++)
        {
            var suffix = number.ToString(CultureInfo.InvariantCulture);
            if (!values.TryGetValue($"link_{suffix}", out var link))
                break;
            var organisation = values.GetValueOrDefault($"organisation_{suffix}", "");
            actions.Add((Fill(label, values.SetItem("organisation", organisation), language), link));
        }
        return actions.ToImmutable();
    }

    private static string Fill(string words, ImmutableDictionary<string, string> values, Language language)
    {
        var text = new System.Text.StringBuilder(words.Length + 64);
        var rest = words.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest[open..].IndexOf('}') + open;
            var name = rest[(open + 1)..close].ToString();
            text.Append(rest[..open]).Append(Shown(name, values.GetValueOrDefault(name, ""), language));
            rest = rest[(close + 1)..];
        }
        return text.Append(rest).ToString();
    }

    private static string Shown(string name, string value, Language language)
    {
        var isInstant = DateTimeOffset.TryParse(
            value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        );
        if (name != "at" || !isInstant)
            return value;
        var (culture, form) =
            language == Language.French
                ? ("fr-FR", "d MMMM yyyy 'à' HH:mm 'UTC'")
                : ("en-GB", "d MMMM yyyy 'at' HH:mm 'UTC'");
        return at.UtcDateTime.ToString(form, CultureInfo.GetCultureInfo(culture));
    }
}
