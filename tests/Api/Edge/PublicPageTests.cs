using System.Net;

namespace Binome.Api.Tests.Edge;

public sealed class PublicPageTests : IAsyncLifetime
{
    private EdgeHost host = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        host.Client.DefaultRequestHeaders.Authorization = null;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Docs_AreThere_AndLoadNothingFromElsewhere()
    {
        using var response = await host.Send("GET", "/docs/index.html");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldNotContain("src=\"http");
        page.ShouldNotContain("href=\"http");
        page.ShouldNotContain("<script>");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
    }

    [Fact]
    public async Task OpenApi_DescribesEveryRouteOfTheTenantApi()
    {
        using var response = await host.Send("GET", "/openapi/v1.json");
        var document = await response.Json();
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        var routes = host
            .Routes.Select(route => route.RoutePattern.RawText!.TrimEnd('/'))
            .Where(route => route.StartsWith("/v1/", StringComparison.Ordinal))
            .Append("/oauth/token")
            .Distinct();
        paths.ShouldBe(routes, ignoreOrder: true);
    }

    [Fact]
    public async Task OpenApi_GivesEachOperation_AnIdADescriptionAndItsRefusals()
    {
        using var response = await host.Send("GET", "/openapi/v1.json");
        var operations = (await response.Json())
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value)
            .ToList();
        operations.Count.ShouldBeGreaterThan(35);
        operations.Select(operation => operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        foreach (var operation in operations)
        {
            operation.GetProperty("description").GetString().ShouldNotBeNullOrEmpty();
            var statuses = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            statuses.ShouldContain("401");
            statuses.ShouldContain("503");
            statuses.ShouldContain(status => status.StartsWith('2'));
        }
    }

    [Fact]
    public async Task Healthz_AnswersWithoutAsking()
    {
        host.Ready = () => throw new InvalidOperationException("must not be asked");
        using var response = await host.Send("GET", "/healthz");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readyz_WhenTheCheckFails_Is503()
    {
        host.Ready = () => Task.FromException(new IOException("disk"));
        using var response = await host.Send("GET", "/readyz");
        await response.ShouldBeProblem(503, FailureCodes.Busy);
    }

    [Fact]
    public async Task Readyz_WhenTheCheckSucceeds_Is200()
    {
        using var response = await host.Send("GET", "/readyz");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
