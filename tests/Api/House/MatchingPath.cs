namespace Binome.Api.Tests.House;

/// <summary>A company up to its proposals, and what a run proposed.</summary>
internal static class MatchingPath
{
    /// <summary>A company whose programme was matched; with one place each there is always somebody else to be had.</summary>
    public static async Task<(ApiClient Api, ApiClient Owner, string Programme, string Run)> Matched(
        this ApiFixture house,
        string name,
        int? places = null
    )
    {
        var tenant = await house.NewTenant(name);
        await tenant.Api.Import(Company.Csv(name));
        if (places is { } each)
            foreach (var person in (await tenant.Api.Get("/v1/participants")).Data())
                await tenant.Api.Ask(
                    "PATCH",
                    $"/v1/participants/{person.Id()}",
                    $$"""{"mentor_capacity":{{each}},"mentee_capacity":{{each}}}"""
                );
        var programme = await Company.Launched(tenant.Api, tenant.Owner, name);
        return (tenant.Api, tenant.Owner, programme, await Company.Proposed(tenant.Api, programme));
    }

    public static async Task<System.Text.Json.JsonElement> Run(ApiClient owner, string programme, string plan)
    {
        var run = (await owner.Post($"/v1/programmes/{programme}/matching_runs", plan)).Id();
        return await owner.Finished($"/v1/matching_runs/{run}", "proposed");
    }

    public static async Task<List<(string Mentor, string Mentee)>> Pairs(ApiClient api, string run) =>
        [
            .. (await api.Get($"/v1/matching_runs/{run}/proposals"))
                .Data()
                .Select(pair => (pair.Text("mentor"), pair.Text("mentee"))),
        ];

    public static async Task<(string Mentor, string Mentee)> NonPair(ApiClient api, string run)
    {
        var pairs = await Pairs(api, run);
        return (pairs[0].Mentor, pairs[1].Mentee);
    }
}
