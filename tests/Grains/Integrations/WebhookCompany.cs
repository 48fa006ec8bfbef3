using Binome.Contracts.Integrations;
using Binome.Contracts.Programmes;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Integrations;

/// <summary>A company whose events go to an endpoint that the test answers for.</summary>
internal static class WebhookCompany
{
    public const string Id = "whe_1";

    public static IWebhookEndpointGrain Endpoint(this CompanyHost company) => company.Grains.WebhookEndpoint(Id);

    public static async Task<string> Subscribe(this CompanyHost company, params string[] events)
    {
        var command = new CreateWebhookEndpoint("https://hooks.example/a", [.. events], null, null);
        return (await company.Endpoint().Create(command)).Value.Secret;
    }

    /// <summary>One <c>programme.updated</c> for each of these programmes, in that order.</summary>
    public static async Task Happen(this CompanyHost company, params string[] programmes)
    {
        foreach (var programme in programmes)
            await Change(company, programme);
        await company.Endpoint().Nudge(keeps: false);
    }

    /// <summary>The ids of the events that arrived, in their order.</summary>
    public static List<string> Arrived(this CompanyHost company) =>
        [.. company.Courier.Letters.Select(letter => letter.MessageId)];

    public static Task<List<string>> Arrived(this CompanyHost company, int count) =>
        CompanyHost.Eventually(() => Task.FromResult(company.Arrived()), arrived => arrived.Count >= count);

    public static Task<WebhookProgressRow> Progress(
        this CompanyHost company,
        Func<WebhookProgressRow, bool> isExpected
    ) =>
        CompanyHost.Eventually(
            async () => (await company.Get<IWebhookRows>().Progress(CompanyHost.Tenant, Id))!,
            isExpected
        );

    public static async Task<List<StoredEvent>> Log(this CompanyHost company) =>
        [.. await company.Get<IEventFeed>().After(CompanyHost.Tenant, 0, 500)];

    public static async Task<ImmutableArray<WebhookAttemptRow>> Attempts(this CompanyHost company)
    {
        var page = new PageOf(Limits.PageMax, null);
        var found = await company
            .Get<IWebhookRows>()
            .Attempts(CompanyHost.Tenant, Id, new WebhookAttemptFilter(), page);
        return [.. found.Items.Select(item => item.Row)];
    }

    private static async Task Change(CompanyHost company, string programme)
    {
        var settings = new ProgrammeChange { Kind = ProgrammeKind.Peer, Name = $"Name {Guid.NewGuid():N}" };
        var grain = company.Grains.Programme(programme);
        (await grain.Create(settings, CompanyPath.Operator)).Succeeded.ShouldBeTrue();
        var change = new ProgrammeChange { Name = $"Name {Guid.NewGuid():N}" };
        (await grain.Change(change, null, CompanyPath.Operator)).Succeeded.ShouldBeTrue();
    }
}
