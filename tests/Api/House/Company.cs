namespace Binome.Api.Tests.House;

/// <summary>A company on its way from an export to living pairs: an id of everything that has one.</summary>
/// <param name="Owner">The same API under the session of an owner: what people alone may do.</param>
internal sealed record Company(
    ApiClient Api,
    ApiClient Owner,
    string Tenant,
    string Name,
    string Participant,
    string Import,
    string Export,
    string Programme,
    string Enrolment,
    string Exclusion,
    string Workshop,
    string Run,
    string Proposal,
    string Publication,
    string Pair,
    string Session,
    string Event,
    string Member,
    string Key,
    string Endpoint
)
{
    /// <summary>Three mentees with two mentors each, as the default capacities allow.</summary>
    public const int Pairs = 6;

    private const string Header =
        "employee_id,first_name,last_name,email,job_family,country,language,seniority_level,roles,skills_offered,skills_wanted\n";

    /// <summary>By the name of a route's parameter.</summary>
    public ImmutableDictionary<string, string> Ids { get; } =
        new Dictionary<string, string>
        {
            ["participant"] = Participant,
            ["import"] = Import,
            ["export"] = Export,
            ["programme"] = Programme,
            ["enrolment"] = Enrolment,
            ["exclusion"] = Exclusion,
            ["workshop"] = Workshop,
            ["resource"] = "guide_mentor",
            ["run"] = Run,
            ["publication"] = Publication,
            ["pair"] = Pair,
            // Only the two of a pair have these; MyAgendaTests tries those of others.
            ["item"] = "agi_00000000000000000000000000",
            ["objective"] = "obj_00000000000000000000000000",
            ["session"] = Session,
            ["event"] = Event,
            ["member"] = Member,
            ["key"] = Key,
            ["endpoint"] = Endpoint,
            ["employee_id"] = $"{Name}-1",
        }.ToImmutableDictionary();

    /// <summary>Three mentors and three mentees, one row that can't go in.</summary>
    public static string Csv(string name) =>
        Header
        + $"{name}-1,Inès,Morel,ines@{name}.example,it,FR,fr,1,mentor,ai:4;cloud:3,\n"
        + $"{name}-2,Ali,Benali,ali@{name}.example,it,FR,fr,2,mentor,ai:5,\n"
        + $"{name}-3,Zoé,Martin,zoe@{name}.example,sales,FR,fr,1,mentor,data:4,\n"
        + $"{name}-4,Paul,Lefèvre,paul@{name}.example,sales,FR,fr,5,mentee,,ai:3\n"
        + $"{name}-5,Anne,Petit,anne@{name}.example,finance,FR,fr,5,mentee,,data:2\n"
        + $"{name}-6,Marc,Roux,marc@{name}.example,it,FR,fr,4,mentee,,cloud:2\n"
        + $"{name}-7,Nobody,Here,no-address,it,FR,fr,1,mentor,,\n";

    public static string Settings(string name) =>
        $$"""
            {"kind":"reverse","name":"{{name}} 2026","goals":[{"kind":"skills","description":"Leaders use AI."}],
             "owner":{"name":"Camille Perrin"},"sponsor":{"name":"Hélène Vasseur","commitment":"I am a mentee myself."},
             "starts_on":"2026-01-05","time_zone":"Europe/Paris","acceptance":"not_required","charter":"not_required",
             "kpis":[{"code":"satisfaction","description":"Satisfied people","target":80,"unit":"percent"}],"pilot":true}
            """;

    public static async Task<Company> Found(NewTenant tenant, string name)
    {
        var (api, owner) = (tenant.Api, tenant.Owner);
        var import = await api.Import(Csv(name));
        var programme = await Launched(api, owner, name);
        var run = await Proposed(api, programme);
        var proposals = (await api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        await owner.Post($"/v1/matching_runs/{run}/decisions", Decisions(proposals.Select(proposal => proposal.Id())));
        var publication = (await owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        await api.Finished($"/v1/publications/{publication}", "completed");
        var pair = (await api.Get("/v1/pairs")).Data()[0].Id();
        // Two mentors, who would never be paired with each other.
        var mentors = proposals.Select(proposal => proposal.Text("mentor")).Distinct().ToList();
        var exclusion = (
            await owner.Post($"/v1/programmes/{programme}/exclusions", Excluded(mentors[0], mentors[1]))
        ).Id();
        var workshop = (await api.Post($"/v1/programmes/{programme}/workshops", PlannedWorkshop)).Id();
        var session = await api.Post($"/v1/pairs/{pair}/sessions", PlannedSession);
        var export = (
            await api.Post("/v1/exports", $$"""{"resource":"participants","programme":"{{programme}}"}""")
        ).Id();
        await api.Finished($"/v1/exports/{export}", "completed");
        return new Company(
            api,
            owner,
            tenant.Id,
            name,
            (await api.Get("/v1/participants")).Data()[0].Id(),
            import.Id(),
            export,
            programme,
            (await api.Get($"/v1/programmes/{programme}/enrolments")).Data()[0].Id(),
            exclusion,
            workshop,
            run,
            proposals[0].Id(),
            publication,
            pair,
            session.Id(),
            (await api.Get("/v1/events")).Data()[0].Id(),
            (await owner.Get("/v1/me")).Id(),
            // Those of a sandbox stand with its live tenant.
            (await owner.Get("/v1/api_keys"))
                .Data()
                .Select(key => key.Id())
                .FirstOrDefault(NoKey),
            await WebhookAtRest(api, name)
        );
    }

    private const string NoKey = "key_00000000000000000000000000";

    /// <summary>An endpoint that nothing is sent to: nobody is there.</summary>
    private static async Task<string> WebhookAtRest(ApiClient api, string name)
    {
        var made = await api.Post("/v1/webhook_endpoints", $$"""{"url":"https://hooks.{{name}}.example/binome"}""");
        await api.Post($"/v1/webhook_endpoints/{made.Id()}/disable");
        return made.Id();
    }

    public static string PlannedSession =>
        """{"status":"planned","starts_at":"2031-01-05T10:00:00Z","duration_minutes":60,"format":"video"}""";

    public static string PlannedWorkshop =>
        """
            {"for":"mentor","en":{"title":"Getting ready","text":"Come."},"fr":{"title":"Se préparer","text":"Venez."},
             "starts_at":"2031-01-05T10:00:00Z","duration_minutes":90,"place":"Room 4"}
            """;

    public static string Excluded(string participant, string other) =>
        $$"""{"participant":"{{participant}}","other":"{{other}}","reason":"They asked for it."}""";

    public static string Decisions(IEnumerable<string> proposals)
    {
        var decisions = proposals.Select(id => $$"""{"proposal":"{{id}}","decision":"accept"}""");
        return $$"""{"decisions":[{{string.Join(',', decisions)}}]}""";
    }

    public static async Task<string> Launched(ApiClient api, ApiClient owner, string name)
    {
        var programme = (await api.Post("/v1/programmes", Settings(name))).Id();
        foreach (var item in (string[])["readiness_checked", "goals_communicated"])
            await owner.Post($"/v1/programmes/{programme}/checklist", $$"""{"item":"{{item}}"}""");
        await owner.Post($"/v1/programmes/{programme}/launch");
        await api.Post($"/v1/programmes/{programme}/enrolments", """{"filter":{},"origin":"volunteer"}""");
        return programme;
    }

    public static async Task<string> Proposed(ApiClient api, string programme)
    {
        var run = (await api.Post($"/v1/programmes/{programme}/matching_runs")).Id();
        await api.Finished($"/v1/matching_runs/{run}", "proposed");
        return run;
    }
}
