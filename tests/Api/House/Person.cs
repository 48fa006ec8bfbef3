using System.Net;
using System.Text;
using System.Text.Json;
using Binome.Contracts.Members;
using Binome.WebApi.Authentication;

namespace Binome.Api.Tests.House;

/// <summary>A person in a browser: carries cookies by hand, since a client's own jar sends no secure ones over http.</summary>
internal sealed class Person(Uri address)
{
    // One for all: it holds nothing of anybody.
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }
    );

    public Dictionary<string, string> Cookies { get; } = [];

    public string Origin => address.GetLeftPart(UriPartial.Authority);

    public string? Session => Cookies.GetValueOrDefault(SessionCookie.Name);

    /// <summary>What a page of our own origin would send.</summary>
    public Task<HttpResponseMessage> Send(string method, string path, string? json = null) =>
        Send(method, path, json, ("Origin", Origin));

    public Task<HttpResponseMessage> Send(
        string method,
        string path,
        string? json,
        params (string Name, string Value)[] headers
    ) =>
        Send(
            method,
            path,
            json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") as HttpContent,
            headers
        );

    public async Task<HttpResponseMessage> Send(
        string method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path));
        request.Content = content;
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await Http.SendAsync(request);
        foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            Keep(line);
        return response;
    }

    public async Task<JsonElement> Ask(string method, string path, string? json = null)
    {
        using var response = await Send(method, path, json);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path} {(int)response.StatusCode} {text}");
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.Clone();
    }

    public async Task<Person> Redeem(string token)
    {
        using var response = await Send("POST", "/v1/sign_in/redeem", $$"""{"token":"{{token}}","confirm":true}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return this;
    }

    private void Keep(string line)
    {
        var pair = line.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            Cookies.Remove(pair[0]);
        else
            Cookies[pair[0]] = pair[1];
    }
}

/// <summary>Makes members and signs them in.</summary>
internal sealed class People(TenantGrains grains, Uri address)
{
    private static int number;

    public string Tenant => grains.TenantId;

    public async Task<(MemberRow Member, string Token)> Invited(params HeldRole[] roles)
    {
        var id = Ids.New(Ids.Member, TimeProvider.System.GetUtcNow());
        var email = $"person{Interlocked.Increment(ref number)}@example.com";
        var invited = await grains.Member(id).Invite(new InviteMember(email, "Camille Perrin", "en", [.. roles], null));
        invited.Failure.ShouldBeNull();
        var made = await grains.Member(id).MakeLink(new MakeLink(LinkKind.Invitation, null));
        return (invited.Value.Member, made.Value.Secret);
    }

    public async Task<Person> SignedIn(params HeldRole[] roles) =>
        await new Person(address).Redeem((await Invited(roles)).Token);
}
