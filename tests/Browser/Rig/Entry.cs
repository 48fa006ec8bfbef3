using System.Text.RegularExpressions;

namespace Binome.Browser.Tests.Rig;

/// <summary>How a person comes in: by the link on the console, by a mail of the outbox, by an invitation.</summary>
internal sealed partial class Entry(Visitor visitor, bool keyboardOnly = false)
{
    public const string FirstOwner = "camille.perrin@alize.example";

    private const string SignInLink = ".card a[href*='/sign-in/link?']";
    private const string Mails = "a[href^='/outbox/mail_']";
    private static readonly TimeSpan MailTimeMax = TimeSpan.FromSeconds(60);

    private readonly Said say = Said.In(visitor.Eyes.Language);
    private readonly Hands hands = new(visitor.Page, keyboardOnly);

    private IPage Page => visitor.Page;

    /// <summary>Opens the link that the first start prints, and makes the organisation and its owner.</summary>
    public async Task SetUp(BinomeProcess binome)
    {
        (await visitor.Open(await binome.Printed(SetupAddress()))).ShouldBe(200);
        await visitor.Shoot("setup");
        await visitor.ShouldFindNoFault();
        await hands.Fill(say["Account/setup.organisation"], "Groupe Alizé");
        await hands.Fill(say["Account/setup.name"], "Camille Perrin");
        await hands.Fill(say["Account/setup.email"], FirstOwner);
        await hands.PressButton(say["Account/setup.begin"]);
        await Page.WaitForURLAsync("**/app");
    }

    /// <summary>Asks for a link, finds it in the outbox and follows it.</summary>
    public async Task SignIn(string email)
    {
        var known = await MailsKept();
        (await visitor.Open("/sign-in")).ShouldBe(200);
        await visitor.Shoot("sign-in");
        await visitor.ShouldFindNoFault();
        await hands.Fill(say["Account/field.email"], email);
        await hands.PressButton(say["Account/sign_in.link"]);
        await Page.GetByText(say["Account/sent.title"]).WaitForAsync();
        await visitor.Shoot("sign-in-sent");
        await visitor.ShouldFindNoFault();
        await FollowMail(known);
    }

    /// <summary>The mails of the outbox, newest first.</summary>
    private async Task<IReadOnlyList<string>> MailsKept()
    {
        await visitor.Open("/outbox");
        var mails = await Page.Locator(Mails).AllAsync();
        return await Task.WhenAll(mails.Select(async mail => (await mail.GetAttributeAsync("href"))!));
    }

    /// <summary>Waits for a mail with a link that signs in, other than the known ones, and goes in by it.</summary>
    public async Task FollowMail(params IEnumerable<string> known)
    {
        using var limit = new CancellationTokenSource(MailTimeMax);
        while (!await OpenMail(known))
            await Task.Delay(100, limit.Token);
        await visitor.Shoot("outbox-mail");
        await visitor.ShouldFindNoFault();
        await hands.Press(Page.Locator(SignInLink).First);
        await Page.WaitForURLAsync("**/sign-in/link**");
        await visitor.Shoot("sign-in-link");
        await visitor.ShouldFindNoFault();
        await hands.PressButton(say["Account/link.confirm"]);
        await Page.WaitForURLAsync("**/app**");
    }

    // There are notices among them, too.
    private async Task<bool> OpenMail(IEnumerable<string> known)
    {
        foreach (var mail in (await MailsKept()).Except(known))
        {
            await visitor.Open(mail);
            if (await Page.Locator(SignInLink).CountAsync() > 0)
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"(http://localhost:\d+/setup\?token=\S+)")]
    private static partial Regex SetupAddress();
}
