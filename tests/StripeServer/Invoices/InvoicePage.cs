using System.Globalization;
using System.Text;
using Binome.StripeServer.Http;

namespace Binome.StripeServer.Invoices;

/// <summary>An invoice as its customer sees it, and as a file.</summary>
internal static class InvoicePage
{
    public static void Map(WebApplication app, StripeState state)
    {
        app.MapGet("/i/{id}", (string id) => Show(state, id));
        app.MapGet("/i/{id}/pdf", (string id) => File(state, id));
    }

    private static IResult Show(StripeState state, string id) =>
        Text(state, id) is { } lines
            ? Html.Page(false, lines[0], string.Concat(lines[1..].Select(line => $"<p>{Html.Text(line)}</p>")))
            : Results.NotFound();

    private static IResult File(StripeState state, string id) =>
        Text(state, id) is { } lines ? Results.File(Pdf(lines), "application/pdf", $"{id}.pdf") : Results.NotFound();

    private static string[]? Text(StripeState state, string id)
    {
        foreach (var account in state.Accounts)
            lock (account.Lock)
                if (account.Invoices.Find(id) is { Number: not null } invoice)
                    return
                    [
                        $"Invoice {invoice.Number}",
                        .. invoice.Lines.Select(line => $"{line.Description}: {Money(line.Amount)}"),
                        $"Total: {Money(invoice.Total)} {invoice.Currency.ToUpperInvariant()} ({invoice.Status})",
                    ];
        return null;
    }

    private static string Money(long amount) => (amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    // One page of text; readers rebuild the table of positions that is left out.
    private static byte[] Pdf(string[] lines)
    {
        static string Safe(string text) =>
            text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("(", "\\(", StringComparison.Ordinal)
                .Replace(")", "\\)", StringComparison.Ordinal);
        var words = $"BT /F1 11 Tf 50 780 Td 16 TL {string.Concat(lines.Select(line => $"({Safe(line)}) Tj T* "))}ET";
        return Encoding.Latin1.GetBytes(
            $"""
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >> endobj
            4 0 obj << /Length {words.Length} >> stream
            {words}
            endstream endobj
            5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
            trailer << /Root 1 0 R >>
            %%EOF
            """
        );
    }
}
