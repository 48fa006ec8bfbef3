using System.Net;
using System.Text.RegularExpressions;
using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Pages;

/// <summary>A person who reads pages and sends forms, in a browser without JavaScript.</summary>
internal sealed partial class Reader(Person person)
{
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReloadEvery = TimeSpan.FromMilliseconds(100);

    public Task<HttpResponseMessage> Get(string address) =>
        person.Send("GET", address, content: null, ("Accept", "text/html"), ("Accept-Language", "en"));

    /// <summary>A file that a page links to.</summary>
    public async Task<string> Take(string address)
    {
        using var response = await person.Send("GET", address, content: null, ("Accept", "text/html,*/*;q=0.8"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>A page that must be there, and hold nothing foreign.</summary>
    public async Task<string> Open(string address)
    {
        using var response = await Get(address);
        var page = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}\n{page}");
        PageText.ShouldHoldNothingForeign(page);
        return page;
    }

    /// <summary>Reloads a page until it says so.</summary>
    public async Task<string> OpenWhen(string address, string text)
    {
        using var limit = new CancellationTokenSource(JobTimeMax);
        while (true)
        {
            var page = await Open(address);
            if (page.Contains(text, StringComparison.Ordinal))
                return page;
            await Task.Delay(ReloadEvery, limit.Token);
        }
    }

    /// <summary>Fills a form in and sends it; answers where it led.</summary>
    public async Task<string> Send(string at, string to, params (string Name, string Value)[] fields)
    {
        using var response = await Post(at, to, fields);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.Found, answer);
        return response.Headers.Location!.OriginalString;
    }

    /// <summary>Sends a form that is answered by a page, for the faults in it.</summary>
    public async Task<string> SendFaulty(string at, string to, params (string Name, string Value)[] fields)
    {
        using var response = await Post(at, to, fields);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<HttpResponseMessage> Post(string at, string to, params (string Name, string Value)[] fields)
    {
        var token = Token(await Open(at));
        var form = new FormUrlEncodedContent([
            new("form_token", token),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await person.Send("POST", to, form, ("Accept", "text/html"), ("Origin", person.Origin));
    }

    public async Task<HttpResponseMessage> Upload(string at, string csv)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(Token(await Open(at))), "form_token" },
            { new StringContent(csv), "file", "people.csv" },
        };
        return await person.Send("POST", at, form, ("Accept", "text/html"), ("Origin", person.Origin));
    }

    public static string Token(string page) =>
        WebUtility.HtmlDecode(FormToken().Match(page).Groups[1].Value).ShouldNotBeEmpty(page);

    /// <summary>The ids of a kind that a page links to or sends, in its order.</summary>
    public static ImmutableArray<string> Ids(string page, string prefix) =>
        [.. Regex.Matches(page, $"{prefix}_[0-9a-z]{{26}}").Select(match => match.Value).Distinct()];

    [GeneratedRegex("name=\"form_token\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

internal static class ReaderShould
{
    public static string ShouldNotBeEmpty(this string text, string message)
    {
        text.ShouldNotBeNullOrEmpty(message);
        return text;
    }
}
