using System.Text;
using System.Text.Json;
using Binome.Silo.Demo;
using Binome.Silo.Hosting;
using Binome.Silo.Mail;

namespace Binome.Silo.Cli;

/// <summary>
/// Takes the demonstration company from its HR export to proposals, over the API that everybody calls and signed in as its
/// owner, and stops where people decide.
/// </summary>
internal sealed class DemoVerb
{
    private const string Company = "Groupe Alizé (demo)";
    private static readonly TimeSpan JobTimeMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);
    private static readonly object Coordinator = new
    {
        name = "Camille Perrin",
        email = "camille.perrin@alize.example",
    };

    private static readonly object Owner = new
    {
        name = "Camille Perrin",
        email = "camille.perrin@alize.example",
        language = "fr",
        roles = new[] { new { role = "owner", programmes = Array.Empty<string>() } },
    };

    private readonly OperatorClient binome;

    private DemoVerb(OperatorClient binome) => this.binome = binome;

    public static async Task Load(OperatorClient binome, BinomeSettings settings, CancellationToken cancellation)
    {
        var demo = new DemoVerb(binome);
        var (tenant, key) = await demo.Tenant(cancellation);
        var token = new Uri(await demo.Link(tenant, cancellation)).Query["?token=".Length..];
        await binome.SignIn(token, cancellation);
        var import = await demo.Import(cancellation);
        var programme = await demo.Programme(cancellation);
        var run = await demo.Run(programme, cancellation);
        await demo.Send(HttpMethod.Post, "/v1/me/sign_out", new { }, cancellation);
        Print(settings, key, await demo.Link(tenant, cancellation), [import, programme, run]);
    }

    /// <summary>The demonstration company, made when it is not there, and a key of it. Secrets are not kept, so each start makes one.</summary>
    private async Task<(string Id, string Key)> Tenant(CancellationToken cancellation)
    {
        var tenants = await Send(HttpMethod.Get, Verbs.AllTenants, null, cancellation);
        var known = tenants
            .GetProperty("data")
            .EnumerateArray()
            .FirstOrDefault(tenant => Text(tenant, "name") == Company);
        if (known.ValueKind == JsonValueKind.Object)
        {
            var body = new { name = "demo", scopes = Array.Empty<string>() };
            var path = $"{Verbs.AllTenants}/{Text(known, "id")}/keys";
            return (Text(known, "id"), Text(await Send(HttpMethod.Post, path, body, cancellation), "secret"));
        }
        var made = await Send(HttpMethod.Post, Verbs.AllTenants, new { name = Company }, cancellation);
        return (Text(made.GetProperty("tenant"), "id"), Text(made.GetProperty("key"), "secret"));
    }

    /// <summary>A link that signs the owner in once.</summary>
    private async Task<string> Link(string tenant, CancellationToken cancellation) =>
        Text(await Send(HttpMethod.Post, $"{Verbs.AllTenants}/{tenant}/members", Owner, cancellation), "link");

    private async Task<JsonElement> Import(CancellationToken cancellation)
    {
        var csv = new StringContent(DemoCompany.Csv(), Encoding.UTF8, "text/csv");
        var import = await Send(HttpMethod.Post, "/v1/participants/imports", csv, cancellation);
        return await Finished($"/v1/imports/{Text(import, "id")}", "completed", cancellation);
    }

    private async Task<JsonElement> Programme(CancellationToken cancellation)
    {
        var programmes = await Send(HttpMethod.Get, "/v1/programmes", null, cancellation);
        if (
            programmes.GetProperty("data").EnumerateArray().FirstOrDefault() is
            { ValueKind: JsonValueKind.Object } known
        )
            return known;

        var programme = await Send(HttpMethod.Post, "/v1/programmes", Settings(), cancellation);
        var path = $"/v1/programmes/{Text(programme, "id")}";
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
            await Send(HttpMethod.Post, $"{path}/checklist", new { item }, cancellation);
        await Send(HttpMethod.Post, $"{path}/launch", new { }, cancellation);
        await Send(HttpMethod.Post, $"{path}/enrolments", new { filter = new { }, origin = "volunteer" }, cancellation);
        return await Send(HttpMethod.Get, path, null, cancellation);
    }

    private async Task<JsonElement> Run(JsonElement programme, CancellationToken cancellation)
    {
        var id = Text(programme, "id");
        var runs = await Send(HttpMethod.Get, $"/v1/matching_runs?programme={id}", null, cancellation);
        var run = runs.GetProperty("data").EnumerateArray().FirstOrDefault();
        if (run.ValueKind != JsonValueKind.Object)
            run = await Send(HttpMethod.Post, $"/v1/programmes/{id}/matching_runs", new { }, cancellation);
        return await Finished($"/v1/matching_runs/{Text(run, "id")}", "proposed", cancellation);
    }

    private async Task<JsonElement> Finished(string path, string status, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(JobTimeMax);
        while (true)
        {
            var job = await Send(HttpMethod.Get, path, null, limit.Token);
            if (Text(job, "status") == status)
                return job;
            if (Text(job, "status") == "failed")
                throw new OperatorException($"{path} failed: {job}");
            await Task.Delay(PollEvery, limit.Token);
        }
    }

    private Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        binome.Send(method, path, body, cancellation);

    private static object Settings() =>
        new
        {
            kind = "reverse",
            name = "Mentorat inversé 2026",
            goals = new[]
            {
                new { kind = "skills", description = "Senior leaders use AI and data in their own work." },
                new { kind = "inclusion", description = "Generations and subsidiaries learn from each other." },
                new { kind = "retention", description = "Young colleagues are seen and stay." },
            },
            themes = new[] { "ai", "inclusion", "generations" },
            owner = Coordinator,
            sponsor = new
            {
                name = "Hélène Vasseur",
                email = "helene.vasseur@alize.example",
                commitment = "I open the programme, I am a mentee myself, and I report its results to the board.",
            },
            starts_on = "2026-01-05",
            duration_months = 9,
            time_zone = "Europe/Paris",
            // Nobody of the demonstration reads mail, so its pairs begin when they are published.
            acceptance = "not_required",
            charter = "not_required",
        };

    private static void Print(BinomeSettings settings, string key, string link, ReadOnlySpan<JsonElement> loaded)
    {
        var (import, programme, run) = (loaded[0], loaded[1], loaded[2]);
        var totals = run.GetProperty("totals");
        var proposals = $"{settings.Address}/v1/matching_runs/{Text(run, "id")}/proposals";
        Console.Out.WriteLine(
            $"""

            {Company} is loaded on {settings.Address}
              People       {import.GetProperty("created")} created, {import.GetProperty(
                "unchanged"
            )} unchanged, {import.GetProperty("rejected")} rejected rows
              Programme    {Text(programme, "id")}
              Proposals    {totals.GetProperty("proposals")} wait for people's decisions (run {Text(run, "id")})
              API key      {key}
              Mail         {MailLine.Of(settings)}

            Sign in        {link}
                           once, as Camille Perrin, who owns the demonstration; each start prints another
            API            {settings.Address}/docs
            See proposals  curl -H "Authorization: Bearer {key}" {proposals}
            Then decide and publish, in the browser or as in the README's quickstart.

            """
        );
    }

    private static string Text(JsonElement element, string member) =>
        element.GetProperty(member).GetString() ?? throw new OperatorException($"No {member} in {element}");
}
