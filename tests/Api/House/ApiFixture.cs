using Binome.Api.Tests.Edge;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Silo.Hosting;
using Binome.WebApi.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Binome.Api.Tests.House;

/// <summary>The whole product in this process, on a free port and an empty data folder, with two companies in it.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("binome-api-").FullName;
    private readonly List<WebApplication> nodes = [];
    private WebApplication app = null!;

    /// <summary>Where it stores; SQLite in its folder unless BINOME_TEST_STORAGE says PostgreSql.</summary>
    internal TestStorage Storage { get; init; } = TestStorage.OfEnvironment();

    internal string Folder => folder;

    /// <summary>What was logged, from information on.</summary>
    internal LogLines Logs { get; } = new();

    internal CapturedMails Mails { get; } = new();

    internal CountedHasher Hasher { get; } = new();

    internal Company Alize { get; private set; } = null!;

    internal Company Boreal { get; private set; } = null!;

    internal ImmutableArray<RouteEndpoint> Routes =>
        [
            .. app
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)),
        ];

    internal ImmutableArray<RouteEndpoint> Pages =>
        [
            .. app
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null),
        ];

    public async Task InitializeAsync()
    {
        await StartHost();
        Alize = await Company.Found(await NewTenant("Groupe Alizé"), "alize");
        Boreal = await Company.Found(await NewTenant("Boréal"), "boreal");
    }

    internal T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Without companies, for tests that found their own.</summary>
    internal Task StartAlone() => StartHost();

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
        Storage.Dispose();
    }

    /// <summary>A company with its first key and its first owner.</summary>
    internal async Task<NewTenant> NewTenant(string name)
    {
        var id = Ids.New(Ids.Tenant, TimeProvider.System.GetUtcNow());
        var tenant = Grains(id).Tenant();
        (await tenant.Create(new(name))).Succeeded.ShouldBeTrue();
        var key = await tenant.CreateKey(new("test", [], null));
        return new NewTenant(id, Client(("Authorization", $"Bearer {key.Value.Secret}")), await SignedIn(id));
    }

    /// <summary>The API as somebody with these roles may use it; an owner when none is named.</summary>
    internal async Task<ApiClient> SignedIn(string tenant, params HeldRole[] roles)
    {
        var person = await People(tenant).SignedIn(roles.Length > 0 ? roles : [HeldRole.Of(Role.Owner)]);
        return WithSession(person);
    }

    /// <summary>The API under the session of a person who is signed in.</summary>
    internal ApiClient WithSession(Person person) =>
        Client(("Cookie", $"{SessionCookie.Name}={person.Session}"), ("Origin", person.Origin));

    internal Uri Address => new(app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal)));

    /// <summary>The people of a new company.</summary>
    internal async Task<People> NewPeople(string name)
    {
        var people = People(Ids.New(Ids.Tenant, TimeProvider.System.GetUtcNow()));
        (await Grains(people.Tenant).Tenant().Create(new(name))).Succeeded.ShouldBeTrue();
        return people;
    }

    internal People People(string tenant) => new(Grains(tenant), Address);

    internal TenantGrains Grains(string tenant) => new(app.Services.GetRequiredService<IGrainFactory>(), tenant);

    internal ApiClient WithKey(string secret) => Client(("Authorization", $"Bearer {secret}"));

    private ApiClient Client(params (string Name, string Value)[] headers)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return new ApiClient(http);
    }

    // The first is the one that is called; in a cluster most grains are on the others.
    private async Task StartHost()
    {
        for (var node = 0; node < Storage.Nodes; node++)
            nodes.Add(await StartNode(Path.Combine(folder, $"{node}")));
        app = nodes[0];
    }

    private async Task<WebApplication> StartNode(string data)
    {
        var settings = new BinomeSettings
        {
            Url = "http://127.0.0.1:0",
            Storage = Storage.Settings(data),
            KeysPath = Path.Combine(folder, "keys"),
            Cluster = new ClusterSettings
            {
                Address = "127.0.0.1",
                SiloPort = 0,
                GatewayPort = 0,
            },
            Log = new LogSettings { Level = "Error" },
        };
        var node = BinomeHost.Build(
            settings,
            configure: builder =>
            {
                builder.Logging.AddProvider(Logs);
                builder.Services.AddSingleton<IMailTransport>(Mails);
                builder.Services.AddSingleton<IPasswordHasher<MemberRow>>(Hasher);
            }
        );
        await BinomeHost.Start(node, CancellationToken.None);
        return node;
    }
}

internal sealed record NewTenant(string Id, ApiClient Api, ApiClient Owner);

[CollectionDefinition(Name)]
public sealed class WholeProduct : ICollectionFixture<ApiFixture>
{
    public const string Name = "the whole product";
}
