using System.Globalization;

namespace Binome.Silo.Stripe;

/// <summary>Parameters as Stripe takes them: form-encoded, with brackets for what lies inside.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    /// <param name="path">Names and positions, for example <c>items.0.quantity</c>; ending in a dot it adds to a list. A null is left out.</param>
    public StripeForm Set(string path, string? value)
    {
        if (value is not null)
            fields.Add(KeyValuePair.Create(Bracketed(path), value));
        return this;
    }

    public StripeForm Set(string path, long value) => Set(path, value.ToString(CultureInfo.InvariantCulture));

    public StripeForm Set(string path, bool value) => Set(path, value ? "true" : "false");

    /// <summary>Instants in whole seconds.</summary>
    public StripeForm Set(string path, DateTimeOffset? value) =>
        value is { } at ? Set(path, at.ToUnixTimeSeconds()) : this;

    public HttpContent Body() => new FormUrlEncodedContent(fields);

    public string Query() =>
        string.Join(
            '&',
            fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")
        );

    private static string Bracketed(string path)
    {
        var parts = path.Split('.');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => $"[{part}]"));
    }
}
