using System.Net;
using Binome.Api.Tests.House;
using Binome.Contracts.Members;
using Binome.Contracts.People;
using Binome.Contracts.Sessions;
using Microsoft.AspNetCore.Routing;

namespace Binome.Api.Tests.Pages;

/// <summary>A company that was brought from an HR file to living pairs by forms alone.</summary>
public sealed class PageCompany : IAsyncLifetime
{
    public const string Name = "pages";

    private readonly ApiFixture house = new();

    internal People People { get; private set; } = null!;

    internal Reader Owner { get; private set; } = null!;

    internal ImmutableArray<RouteEndpoint> Pages => house.Pages;

    internal Dictionary<string, string> Ids { get; } = [];

    public async Task InitializeAsync()
    {
        await house.StartAlone();
        People = await house.NewPeople("Pages");
        var (owner, token) = await People.Invited(HeldRole.Of(Role.Owner));
        Owner = new Reader(await Somebody().Redeem(token));
        await Import();
        await TakePart(owner.Id);
        await Launch();
        await Match();
        await Publish();
        await KeepApart();
        await Appoint();
    }

    public async Task DisposeAsync() => await house.DisposeAsync();

    /// <summary>The address of a page with the company's ids in it.</summary>
    internal string Address(RouteEndpoint page)
    {
        var address = $"/{page.RoutePattern.RawText}";
        foreach (var parameter in page.RoutePattern.Parameters)
            address = address.Replace($"{{{parameter.Name}}}", Ids[parameter.Name]);
        return address;
    }

    /// <summary>A person whom nobody knows yet.</summary>
    internal Person Somebody() => new(house.Address);

    /// <summary>How the API answers a key.</summary>
    internal async Task<HttpStatusCode> Get(string path, string key)
    {
        using var response = await Somebody().Send("GET", path, content: null, ("Authorization", $"Bearer {key}"));
        return response.StatusCode;
    }

    /// <summary>A revoked key is refused within five seconds.</summary>
    internal async Task UntilRefused(string path, string key)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await Get(path, key) != HttpStatusCode.Unauthorized)
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
    }

    private async Task Import()
    {
        using var response = await Owner.Upload("/app/imports/new", Company.Csv("pages"));
        response.StatusCode.ShouldBe(HttpStatusCode.Found, await response.Content.ReadAsStringAsync());
        var import = response.Headers.Location!.OriginalString;
        Ids["import"] = import[(import.LastIndexOf('/') + 1)..];
        var page = await Owner.OpenWhen(import, "Rows that need a look");
        page.ShouldContain("no-address");
        Ids["participant"] = Reader.Ids(await Owner.Open("/app/participants"), Contracts.Ids.Participant)[0];
    }

    /// <summary>The owner is the first mentor of the file, too.</summary>
    private async Task TakePart(string owner)
    {
        var ids = await house.Service<IParticipantRows>().ByEmployeeId(People.Tenant, ["pages-1"]);
        var linked = await house.Grains(People.Tenant).Member(owner).LinkParticipant(ids["pages-1"]);
        linked.Failure.ShouldBeNull();
    }

    private async Task Launch()
    {
        var home = await Owner.Send(
            "/app/programmes/new",
            "/app/programmes/new",
            ("name", "2026"),
            ("kind", "reverse")
        );
        Ids["programme"] = home[(home.LastIndexOf('/') + 1)..];
        await Owner.Send($"{home}/settings", $"{home}/settings", [.. await Settings(home)]);
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
            await Owner.Send(home, $"{home}/checklist", ("item", item));
        (await Owner.Send($"{home}/launch", $"{home}/launch")).ShouldBe(home);
        (await Owner.Send($"{home}/enrol", $"{home}/enrol", ("origin", "volunteer"))).ShouldBe($"{home}/people");
    }

    private async Task<IEnumerable<(string, string)>> Settings(string home) =>
        [
            ("version", PageText.Value(await Owner.Open($"{home}/settings"), "version")),
            ("name", "Reverse 2026"),
            ("goals.0.kind", "skills"),
            ("goals.0.description", "Leaders use AI."),
            ("owner.name", "Camille Perrin"),
            ("sponsor.name", "Hélène Vasseur"),
            ("sponsor.commitment", "I am a mentee myself."),
            ("starts_on", "2026-01-05"),
            ("time_zone", "Europe/Paris"),
            ("acceptance", "not_required"),
            ("charter", "not_required"),
            ("rhythm.monday", "true"),
            ("pilot", "true"),
            ("kpis.0.description", "Satisfied people"),
            ("kpis.0.target", "80,5"),
            ("kpis.0.unit", "percent"),
        ];

    private async Task Match()
    {
        var start = $"/app/programmes/{Ids["programme"]}/matching";
        var run = await Owner.Send(start, start, ("objective", "most_pairs_first"));
        Ids["run"] = run[(run.LastIndexOf('/') + 1)..];
        await Owner.OpenWhen(run, "Review the proposals");
    }

    private async Task Appoint()
    {
        var (member, _) = await People.Invited(HeldRole.Of(Role.Billing));
        Ids["member"] = member.Id;
        await Owner.SendFaulty("/app/api-keys/new", "/app/api-keys/new", ("name", "Export"), ("scope", "events:read"));
        Ids["key"] = Reader.Ids(await Owner.Open("/app/api-keys"), Contracts.Ids.ApiKey)[0];
        var webhook = "/app/webhooks/new";
        await Owner.SendFaulty(webhook, webhook, ("url", "https://hooks.pages.example/a"), ("events", "mail.*"));
        Ids["endpoint"] = Reader.Ids(await Owner.Open("/app/webhooks"), Contracts.Ids.WebhookEndpoint)[0];
    }

    private async Task KeepApart()
    {
        var home = $"/app/programmes/{Ids["programme"]}";
        var people = Reader.Ids(await Owner.Open($"{home}/people"), Contracts.Ids.Participant);
        Ids["enrolment"] = Reader.Ids(await Owner.Open($"{home}/people"), Contracts.Ids.Enrolment)[0];
        var two = $"{home}/exclusions/new?one={people[0]}&other={people[1]}";
        await Owner.Send(two, two, ("one", people[0]), ("other", people[1]), ("reason", "They are a couple."));
        Ids["exclusion"] = Reader.Ids(await Owner.Open($"{home}/exclusions"), Contracts.Ids.Exclusion)[0];
        await PlanWorkshop(home);
    }

    private async Task PlanWorkshop(string home)
    {
        (string, string)[] when = [("date", "2031-01-10"), ("time", "10:00"), ("duration_minutes", "90")];
        (string, string)[] words =
        [
            ("en.title", "Ready"),
            ("en.text", "Come."),
            ("fr.title", "Prêts"),
            ("fr.text", "Venez."),
        ];
        var workshop = await Owner.Send($"{home}/workshops/plan", $"{home}/workshops/plan", [.. when, .. words]);
        Ids["workshop"] = workshop[(workshop.LastIndexOf('/') + 1)..];
        Ids["resource"] = "guide_mentor";
    }

    private async Task Publish()
    {
        var run = $"/app/matching/{Ids["run"]}";
        var review = await Owner.Open($"{run}/review");
        var proposals = Reader.Ids(review, Contracts.Ids.Proposal);
        proposals.Length.ShouldBe(Company.Pairs);
        // The owner keeps every pair of their own: nothing says in which order proposals come.
        var articles = review.Split("<article").Skip(1);
        var rejected = Reader.Ids(articles.First(article => !article.Contains("Morel")), Contracts.Ids.Proposal)[0];
        var accepted = proposals.Remove(rejected).Select(id => ("proposal", id));
        await Owner.Send($"{run}/review", $"{run}/decide", [.. accepted]);
        await Owner.Send(
            $"{run}/review",
            $"{run}/reason",
            ("proposal", rejected),
            ("answered", "true"),
            ("reason", "They share an office.")
        );
        var publication = await Owner.Send($"{run}/publish", $"{run}/publish");
        Ids["publication"] = publication[(publication.LastIndexOf('/') + 1)..];
        await Owner.OpenWhen(publication, "pairs opened");
        // One in which the owner is the mentor: seen from both sides.
        // A session learns within seconds, not at once, that its member takes part.
        var mine = await Owner.OpenWhen("/app/my-pairs", $"{Contracts.Ids.Pair}_");
        Ids["pair"] = Reader.Ids(mine, Contracts.Ids.Pair)[0];
        var now = TimeProvider.System.GetUtcNow();
        Ids["session"] = Contracts.Ids.New(Contracts.Ids.Session, now);
        var held = new AddSession(Ids["session"], SessionStatus.Held, now, 60, SessionFormat.Video);
        (await house.Grains(People.Tenant).Pair(Ids["pair"]).AddSession(held)).Failure.ShouldBeNull();
    }
}
