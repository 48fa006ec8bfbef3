using System.Collections.Immutable;
using System.Net.Mail;
using System.Text.Json;
using Binome.Contracts;
using Binome.Contracts.Mail;
using Binome.Silo.Hosting;
using Binome.WebApi.Mail;

namespace Binome.Silo.Mail;

/// <summary>
/// Keeps mails in the data folder when no SMTP server is set: each as <c>.eml</c> for a mail reader, and as JSON for the
/// outbox page. Only the newest are kept; they hold links that sign people in.
/// </summary>
internal sealed class PickupFolder(BinomeSettings settings, MailMessages messages)
    : IMailTransport,
        IOutbox,
        IDisposable
{
    public const int MailsKeptMax = 200;

    private readonly string folder = PathIn(settings);

    // One after the other: thousands of mails at once would take the disk and the cores from everything else.
    private readonly SemaphoreSlim turn = new(1);

    // What lies in the folder, read once: 200 names listed and sorted for every mail would cost as much as the mail.
    private SortedSet<string>? kept;

    public bool IsShown { get; } = IsShownBy(settings);

    /// <summary>Its links sign people in, so nobody but this machine may see it.</summary>
    public static bool IsShownBy(BinomeSettings settings) =>
        !settings.Mail.Smtp.IsUsed && new Uri(settings.Url).IsLoopback && new Uri(settings.Address).IsLoopback;

    public static string PathIn(BinomeSettings settings) =>
        Path.Combine(Path.GetFullPath(settings.Storage.DataPath), "outbox");

    public async Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await Keep(letter, cancellation);
        }
        finally
        {
            turn.Release();
        }
        return MailDelivery.Done;
    }

    public void Dispose() => turn.Dispose();

    private async Task Keep(Letter letter, CancellationToken cancellation)
    {
        PrivateFolders.Create(folder);
        var content = MailContent.Of(letter.Mail);
        await WriteMessage(letter, content, cancellation);
        var mail = new OutboxMail(letter.Id, letter.QueuedAt, letter.Mail.To, letter.Mail.Language, content);
        // Last, because the page finds a mail by this file: what it lists is there as a whole.
        var written = Path.Combine(folder, $"{letter.Id}.new");
        await File.WriteAllBytesAsync(written, JsonSerializer.SerializeToUtf8Bytes(mail), cancellation);
        File.Move(written, FileOf(letter.Id, "json"), overwrite: true);
        kept ??= new SortedSet<string>(IdsKept(), StringComparer.Ordinal);
        kept.Add(letter.Id);
        Prune(kept);
    }

    public async Task<ImmutableArray<OutboxMail>> Newest(int limit, CancellationToken cancellation)
    {
        var mails = ImmutableArray.CreateBuilder<OutboxMail>();
        foreach (var id in IdsKept().Take(limit))
            if (await Find(id, cancellation) is { } mail)
                mails.Add(mail);
        return mails.ToImmutable();
    }

    public async Task<OutboxMail?> Find(string id, CancellationToken cancellation)
    {
        var file = FileOf(id, "json");
        if (!Ids.Has(Ids.Mail, id) || !File.Exists(file))
            return null;
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<OutboxMail>(stream, cancellationToken: cancellation);
    }

    /// <summary>The framework names the file by chance, so it writes into a folder of its own first.</summary>
    private async Task WriteMessage(Letter letter, MailContent content, CancellationToken cancellation)
    {
        var aside = Directory.CreateDirectory(Path.Combine(folder, $"{letter.Id}.d")).FullName;
        using var message = messages.Of(letter, content);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = aside,
        };
        await client.SendMailAsync(message, cancellation);
        foreach (var file in Directory.EnumerateFiles(aside, "*.eml"))
            File.Move(file, FileOf(letter.Id, "eml"), overwrite: true);
        Directory.Delete(aside, recursive: true);
    }

    private void Prune(SortedSet<string> ids)
    {
        while (ids.Count > MailsKeptMax && ids.Min is { } oldest)
        {
            File.Delete(FileOf(oldest, "json"));
            File.Delete(FileOf(oldest, "eml"));
            ids.Remove(oldest);
        }
    }

    /// <summary>Newest first: ids sort by the instant they were made.</summary>
    private IEnumerable<string> IdsKept() =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .OrderByDescending(id => id, StringComparer.Ordinal)
            : [];

    private string FileOf(string id, string extension) => Path.Combine(folder, $"{id}.{extension}");
}
