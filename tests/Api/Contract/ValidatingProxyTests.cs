using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Binome.Api.Tests.House;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Contract;

/// <summary>Everything that goes to the server and comes back, held against the description by Prism, which stands between.</summary>
[Collection(WholeProduct.Name)]
public sealed class ValidatingProxyTests(ApiFixture house)
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(10);

    [NodeFact]
    public async Task Journey_AndEveryRead_ThroughTheProxy_BreakNothingThatIsDescribed()
    {
        using var folder = Node.NewFolder();
        using (var described = await house.Alize.Api.Send("GET", "/openapi/v1.json"))
            await File.WriteAllTextAsync(folder["v1.json"], await described.Content.ReadAsStringAsync());
        var port = FreePort();
        using var prism = Node.Start(
            Node.Tool("prism"),
            folder.FullName,
            "proxy",
            "--port",
            $"{port}",
            "v1.json",
            house.Address.ToString().TrimEnd('/')
        );
        try
        {
            prism.OutputDataReceived += (_, _) => { };
            prism.BeginOutputReadLine();
            prism.BeginErrorReadLine();
            var violations = new Violations();
            var proxy = new Uri($"http://127.0.0.1:{port}");
            await Answers(proxy);
            await ShouldSeeAViolation(proxy);

            var tenant = await house.NewTenant("Proxied");
            var key = (await house.Grains(tenant.Id).Tenant().CreateKey(new("proxied", [], null))).Value.Secret;
            var person = await house
                .People(tenant.Id)
                .SignedIn([Contracts.Members.HeldRole.Of(Contracts.Members.Role.Owner)]);
            var api = Client(proxy, violations, ("Authorization", $"Bearer {key}"));
            var owner = Client(
                proxy,
                violations,
                ("Cookie", $"{SessionCookie.Name}={person.Session}"),
                ("Origin", person.Origin)
            );
            var company = await Company.Found(tenant with { Api = api, Owner = owner }, "proxied");
            var reads = await ReadEverything(company, owner);
            reads.ShouldBeGreaterThan(40);
            violations.Found.ShouldBeEmpty();
            violations.Answers.ShouldBeGreaterThan(60);
        }
        finally
        {
            prism.Kill(entireProcessTree: true);
            await prism.WaitForExitAsync();
        }
    }

    private async Task<int> ReadEverything(Company company, ApiClient owner)
    {
        var reads = 0;
        foreach (var route in house.Routes)
        {
            if (!route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
                continue;
            // A stream never ends; Prism holds whole answers.
            if (
                route
                    .Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Any(answer => answer.ContentTypes.Contains("text/event-stream"))
            )
                continue;
            var address = route.RoutePattern.RawText!.TrimEnd('/');
            // A live company has none.
            if (address.StartsWith("/v1/sandbox", StringComparison.Ordinal))
                continue;
            foreach (var parameter in route.RoutePattern.Parameters)
                address = address.Replace($"{{{parameter.Name}}}", company.Ids[parameter.Name]);
            using var response = await owner.Send("GET", address);
            ((int)response.StatusCode).ShouldBeLessThan(500, address);
            reads++;
        }
        return reads;
    }

    // A proxy that lets everything pass would prove nothing.
    private static async Task ShouldSeeAViolation(Uri proxy)
    {
        var violations = new Violations();
        using var response = await Client(proxy, violations, ("Authorization", "Bearer none"))
            .Send("POST", "/v1/programmes", """{"kind":"no such kind"}""");
        violations.Found.ShouldNotBeEmpty();
    }

    private static async Task Answers(Uri proxy)
    {
        using var http = new HttpClient { BaseAddress = proxy, Timeout = StartTimeMax };
        using var limit = new CancellationTokenSource(StartTimeMax);
        while (true)
        {
            try
            {
                using var response = await http.GetAsync("/v1/events", limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    private static ApiClient Client(Uri proxy, Violations violations, params (string Name, string Value)[] headers)
    {
        violations.InnerHandler ??= new SocketsHttpHandler { UseCookies = false };
        var http = new HttpClient(violations, disposeHandler: false) { BaseAddress = proxy, Timeout = StartTimeMax };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return new ApiClient(http);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Collects what the proxy says in its header.</summary>
    private sealed class Violations : DelegatingHandler
    {
        private int answers;

        public ConcurrentBag<string> Found { get; } = [];

        public int Answers => answers;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref answers);
            if (response.Headers.TryGetValues("sl-violations", out var said))
                Found.Add(
                    $"{request.Method} {request.RequestUri!.PathAndQuery} {(int)response.StatusCode} {string.Concat(said)}"
                );
            return response;
        }
    }
}
