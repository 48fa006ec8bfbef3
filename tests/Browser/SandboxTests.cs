using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Binome.Browser.Tests.Rig;

namespace Binome.Browser.Tests;

/// <summary>The clock of a sandbox as somebody meets it who came in by a test key's link.</summary>
public sealed class SandboxTests
{
    private const string Page = "/app/sandbox";
    private const string Home = "/app";

    [BrowserFact]
    public Task Clock_InFrench_OnAPhone_ByKeyboardAlone() =>
        MoveAndReset(new Eyes("fr", Width: 390), keyboardOnly: true);

    [BrowserFact]
    public Task Clock_InTheDark_WithoutJavaScript() =>
        MoveAndReset(new Eyes("en", Dark: true, Script: false), keyboardOnly: false);

    private static async Task MoveAndReset(Eyes eyes, bool keyboardOnly)
    {
        await using var binome = await BinomeProcess.Start();
        await using var owner = await Visitor.Arrive(binome);
        var secret = "";
        await owner.Pictured(async () =>
        {
            await new Entry(owner).SetUp(binome);
            await owner.Open(Page);
            await Look(owner, "app-sandbox-live");
            secret = await new Journey(owner).TestKey("Trying out");
        });

        await using var tester = await Visitor.Arrive(binome, eyes);
        var (say, hands) = (Said.In(eyes.Language), new Hands(tester.Page, keyboardOnly));
        await tester.Pictured(async () =>
        {
            await tester.Open(await WayIn(binome.Address, secret));
            await hands.PressButton(say["Account/link.confirm"]);
            await tester.Page.WaitForURLAsync("**/app**");
            await Speak(tester, eyes.Language, binome.Address);
            await hands.PressLink(say["Shared/shell.sandbox_clock"]);
            var before = await Stands(tester);
            await Look(tester, "app-sandbox");

            await hands.Fill(say["Sandbox/clock.days"], "10");
            await hands.PressButton(say["Sandbox/clock.advance"]);
            await tester.Page.GetByText(say["Sandbox/clock.moved"]).WaitForAsync();
            (await Stands(tester)).ShouldBe(before.AddDays(10));
            await Look(tester, "app-sandbox-moved");

            await hands.PressButton(say["Sandbox/clock.reset"]);
            await tester.Page.GetByRole(AriaRole.Alert).WaitForAsync();
            await Look(tester, "app-sandbox-unconfirmed");
            await hands.Check(say["Sandbox/clock.reset_confirm"]);
            await hands.PressButton(say["Sandbox/clock.reset"]);
            await tester.Page.WaitForURLAsync(url => !url.Contains(Page, StringComparison.Ordinal));
        });
        tester.Faults.ShouldBeEmpty();
    }

    /// <summary>Who comes in by a test key speaks English until they say otherwise.</summary>
    private static async Task Speak(Visitor tester, string language, Uri address)
    {
        var origin = address.GetLeftPart(UriPartial.Authority);
        var said = await tester.Page.Context.APIRequest.PatchAsync(
            $"{origin}/v1/me",
            new()
            {
                DataObject = new { language },
                Headers = new Dictionary<string, string> { ["Origin"] = origin },
            }
        );
        said.Status.ShouldBe(200);
        // Who is signed in is known for two seconds.
        for (
            var looks = 0;
            looks < 50 && await tester.Page.Locator($"html[lang={language}]").CountAsync() == 0;
            looks++
        )
        {
            await Task.Delay(100);
            await tester.Open(Home);
        }
    }

    private static async Task<DateTimeOffset> Stands(Visitor tester) =>
        DateTimeOffset.Parse(
            (await tester.Page.Locator("section[aria-labelledby=clock] time").First.GetAttributeAsync("datetime"))!,
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>A link that signs in as the sandbox's owner, as a test key gives it.</summary>
    private static async Task<string> WayIn(Uri address, string secret)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var made = await http.PostAsJsonAsync("/v1/sandbox/sign_ins", new { role = "owner" });
        using var answer = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("link").GetString()!;
    }

    private static async Task Look(Visitor person, string name)
    {
        await person.Shoot(name);
        await person.ShouldFindNoFault();
    }
}
