namespace Binome.Mail.Tests;

public sealed class PickupFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bn").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Deliver_WritesAMessage_ThatMailReadersOpen()
    {
        (await Pickup().Deliver(Samples.Letter(), CancellationToken.None)).ShouldBe(MailDelivery.Done);
        var message = await File.ReadAllTextAsync(Path.Combine(folder, "outbox", $"{Samples.Id}.eml"));
        message.ShouldContain("To: ines.morel@acme.example\r\n");
        message.ShouldContain($"Message-ID: <{Samples.Id}@alize.example>\r\n");
        message.ShouldContain("Auto-Submitted: auto-generated\r\n");
        message.ShouldContain("Content-Language: en\r\n");
        message.ShouldContain("Content-Type: multipart/alternative;");
        var text = message.IndexOf("Content-Type: text/plain; charset=utf-8", StringComparison.Ordinal);
        var html = message.IndexOf("Content-Type: text/html; charset=utf-8", StringComparison.Ordinal);
        text.ShouldBeGreaterThan(0);
        // The last part is the one that readers prefer.
        html.ShouldBeGreaterThan(text);
    }

    [Fact]
    public async Task Find_AnswersTheMail_InWords()
    {
        var pickup = Pickup();
        await pickup.Deliver(Samples.Letter(), CancellationToken.None);
        var mail = (await pickup.Find(Samples.Id, CancellationToken.None))!;
        (mail.To, mail.Language, mail.QueuedAt).ShouldBe(("ines.morel@acme.example", "en", Samples.Noon));
        mail.Content.ShouldBe(MailContent.Of(Samples.Mail()));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("mail_..")]
    [InlineData("")]
    public async Task Find_WhenTheIdIsNone_FindsNothing(string id) =>
        (await Pickup().Find(id, CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task Deliver_WhenTheMailComesAgain_KeepsItOnce()
    {
        var pickup = Pickup();
        await pickup.Deliver(Samples.Letter(), CancellationToken.None);
        await pickup.Deliver(Samples.Letter(), CancellationToken.None);
        Directory.GetFileSystemEntries(Path.Combine(folder, "outbox")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Deliver_WhenTheFolderIsFull_ForgetsTheOldest()
    {
        var pickup = Pickup();
        for (var number = 0; number <= PickupFolder.MailsKeptMax; number++)
        {
            var id = Ids.Derived(Ids.Mail, Samples.Noon.AddSeconds(number), "x");
            await pickup.Deliver(Samples.Letter() with { Id = id }, CancellationToken.None);
        }
        var kept = await pickup.Newest(int.MaxValue, CancellationToken.None);
        kept.Length.ShouldBe(PickupFolder.MailsKeptMax);
        kept[0].Id.ShouldBe(Ids.Derived(Ids.Mail, Samples.Noon.AddSeconds(PickupFolder.MailsKeptMax), "x"));
        Directory.GetFiles(Path.Combine(folder, "outbox")).Length.ShouldBe(2 * PickupFolder.MailsKeptMax);
    }

    [Fact]
    public async Task Deliver_KeepsTheFolder_ForItsOwnerAlone()
    {
        await Pickup().Deliver(Samples.Letter(), CancellationToken.None);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "outbox"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("http://localhost:5080", null, true)]
    [InlineData("http://127.0.0.1:5080", null, true)]
    [InlineData("http://0.0.0.0:5080", null, false)]
    [InlineData("http://binome.acme.example:5080", null, false)]
    [InlineData("http://localhost:5080", "https://binome.acme.example", false)]
    public void IsShown_OnThisMachineAlone(string url, string? publicUrl, bool expected)
    {
        var settings = new BinomeSettings
        {
            Url = url,
            PublicUrl = publicUrl,
            Storage = new StorageSettings { DataPath = folder },
        };
        new PickupFolder(settings, new MailMessages(settings)).IsShown.ShouldBe(expected);
    }

    private PickupFolder Pickup()
    {
        var settings = Samples.Settings(folder);
        return new PickupFolder(settings, new MailMessages(settings));
    }
}
