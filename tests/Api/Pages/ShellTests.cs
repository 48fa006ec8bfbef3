using System.Net;
using System.Text.RegularExpressions;
using Binome.Api.Tests.Edge;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Binome.Api.Tests.Pages;

/// <summary>What holds for every page, whoever asks.</summary>
public sealed partial class ShellTests : IAsyncLifetime
{
    private EdgeHost host = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        host.Client.DefaultRequestHeaders.Authorization = null;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("en", "<html lang=\"en\">")]
    [InlineData("fr", "<html lang=\"fr\">")]
    public async Task Welcome_IsInTheReadersLanguage(string language, string expected)
    {
        using var response = await Open("/", ("Accept-Language", language));
        (await response.Content.ReadAsStringAsync()).ShouldContain(expected);
        response.Content.Headers.ContentLanguage.ShouldBe([language]);
    }

    [Fact]
    public async Task Welcome_HoldsNothingInline_AndNothingFromElsewhere()
    {
        using var response = await Open("/");
        PageText.ShouldHoldNothingForeign(await response.Content.ReadAsStringAsync());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("http");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Nonce_IsAnotherEachTime()
    {
        using var first = await Open("/");
        using var second = await Open("/");
        Nonce().Match(Policy(first)).Value.ShouldNotBe(Nonce().Match(Policy(second)).Value);
        (await first.Content.ReadAsStringAsync()).ShouldContain(
            $"nonce=\"{WebUtility.HtmlEncode(Nonce().Match(Policy(first)).Groups[1].Value)}\""
        );
    }

    [Fact]
    public async Task Pages_AskForAnAction_OrAreListedWithAReason()
    {
        host.Pages.ShouldNotBeEmpty();
        foreach (var page in host.Pages)
        {
            var address = $"/{page.RoutePattern.RawText}";
            var isOpen = page.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            AnonymousRoutes.Reasons.ContainsKey(address).ShouldBe(isOpen, address);
            (isOpen || page.Metadata.GetMetadata<IAuthorizeData>() is not null).ShouldBeTrue(address);
        }
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Pages_WithoutASession_LeadToSignIn_AndBack()
    {
        foreach (var page in host.Pages.Where(page => page.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var address = $"/{PageText.Address(page, "x")}";
            using var response = await Open(address);
            response.StatusCode.ShouldBe(HttpStatusCode.Found, address);
            response.Headers.Location!.OriginalString.ShouldBe($"/sign-in?return={Uri.EscapeDataString(address)}");
        }
        host.Grains.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("application/json", "application/problem+json")]
    public async Task UnknownAddress_IsAPageToAPerson_AndAProblemToAProgram(string accept, string expected)
    {
        using var response = await host.Send("GET", "/nowhere", null, ("Accept", accept));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(expected);
    }

    [Fact]
    public async Task UnknownAddressOfTheApi_IsAProblem_AlsoToABrowser()
    {
        using var response = await Open("/v1/nowhere");
        await response.ShouldBeProblem(404, TransportCodes.RouteUnknown);
    }

    [Theory]
    [InlineData("fr", "Introuvable")]
    [InlineData("en", "Not found")]
    public async Task ErrorPage_IsInTheReadersLanguage_AndNamesTheRequest(string language, string title)
    {
        using var response = await Open("/nowhere", ("Accept-Language", language));
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain($"<h1>{title}</h1>");
        page.ShouldContain(response.Headers.GetValues("Request-Id").Single());
        PageText.ShouldHoldNothingForeign(page);
        Policy(response).ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task Credentials_WhenTheyCantBeLookedUp_AnswerAPageWith503()
    {
        host.Credentials.Failure = new IOException("disk");
        using var response = await Open("/app", ("Authorization", $"Bearer {host.Key}"));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static string Policy(HttpResponseMessage response) =>
        response.Headers.GetValues("Content-Security-Policy").Single();

    private Task<HttpResponseMessage> Open(string address, params (string, string)[] headers) =>
        host.Send("GET", address, null, [("Accept", "text/html"), .. headers]);

    [GeneratedRegex("nonce-([^']+)")]
    private static partial Regex Nonce();
}
