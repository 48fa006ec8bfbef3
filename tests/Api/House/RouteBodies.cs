namespace Binome.Api.Tests.House;

/// <summary>A body that each route would take, so that a refusal has no other reason than the one under test.</summary>
internal static class RouteBodies
{
    private static readonly ImmutableDictionary<string, string> ByRoute = new Dictionary<string, string>
    {
        ["PATCH /v1/participants/{participant}"] = """{"job_title":"Taken over"}""",
        ["PUT /v1/participants/by_employee_id/{employee_id}"] =
            """{"first_name":"A","last_name":"B","email":"someone.else@example.org"}""",
        ["POST /v1/participants/{participant}/leave"] = "{}",
        ["POST /v1/imports/{import}/confirm"] = "{}",
        ["POST /v1/exports"] = """{"resource":"participants"}""",
        ["POST /v1/programmes"] = Company.Settings("Another"),
        ["PATCH /v1/programmes/{programme}"] = """{"name":"Taken over"}""",
        ["POST /v1/programmes/{programme}/launch"] = "{}",
        ["POST /v1/programmes/{programme}/close"] = "{}",
        ["POST /v1/programmes/{programme}/checklist"] = """{"item":"readiness_checked"}""",
        ["POST /v1/programmes/{programme}/gate"] =
            """{"go":true,"reason":"Because.","evidence":[{"code":"satisfaction","value":90}]}""",
        ["POST /v1/programmes/{programme}/duplicate"] = """{"name":"A copy"}""",
        ["POST /v1/programmes/{programme}/enrolments"] = """{"filter":{},"origin":"designated"}""",
        ["POST /v1/programmes/{programme}/enrolments/{enrolment}/withdraw"] = "{}",
        ["POST /v1/programmes/{programme}/matching_runs"] = "{}",
        ["POST /v1/programmes/{programme}/reporting_line"] = """{"enforced":true,"reason":"Because."}""",
        ["POST /v1/programmes/{programme}/exclusions"] =
            """{"participant":"ptc_00000000000000000000000000","other":"ptc_11111111111111111111111111","reason":"Because."}""",
        ["POST /v1/programmes/{programme}/exclusions/{exclusion}/lift"] = "{}",
        ["POST /v1/matching_runs/{run}/cancel"] = "{}",
        ["POST /v1/matching_runs/{run}/decisions"] = Company.Decisions(["prop_00000000000000000000000000"]),
        ["POST /v1/matching_runs/{run}/publish"] = "{}",
        ["POST /v1/sign_in/link"] = """{"email":"nobody@example.org"}""",
        ["POST /v1/sign_in/password"] = """{"email":"nobody@example.org","password":"none"}""",
        ["POST /v1/sign_in/setup"] =
            """{"token":"none","organisation":"A","name":"B","email":"c@example.org","language":"en"}""",
        ["POST /v1/members"] =
            """{"email":"new.member@example.org","name":"A","language":"en","roles":[{"role":"billing"}]}""",
        ["POST /v1/members/invitations"] = """{"participants":["ptc_00000000000000000000000000"]}""",
        ["PATCH /v1/members/{member}"] = """{"name":"Taken over"}""",
        ["POST /v1/members/{member}/resend"] = "{}",
        ["POST /v1/members/{member}/disable"] = "{}",
        ["POST /v1/members/{member}/enable"] = "{}",
        ["POST /v1/sandbox/clock/advance"] = """{"by_days":1}""",
        ["POST /v1/sandbox/reset"] = "{}",
        ["POST /v1/sandbox/sign_ins"] = """{"role":"owner"}""",
        ["POST /v1/api_keys"] = """{"name":"Taken over"}""",
        ["POST /v1/api_keys/{key}/rotate"] = "{}",
        ["POST /v1/api_keys/{key}/revoke"] = "{}",
        ["PATCH /v1/me"] = """{"language":"fr"}""",
        ["POST /v1/me/password"] = """{"new":"four unrelated quiet words"}""",
        ["POST /v1/sign_in/redeem"] = """{"token":"none"}""",
        ["POST /v1/me/sign_out"] = "{}",
        ["POST /v1/programmes/{programme}/intakes/ask"] = "{}",
        ["POST /v1/programmes/{programme}/intakes/remind"] = "{}",
        ["POST /v1/me/messages/read"] = """{"messages":["msg_00000000000000000000000000"]}""",
        ["PATCH /v1/me/preferences"] = """{"deliveries":{"rhythm":"digest"}}""",
        ["PATCH /v1/me/intake"] = """{"communication_style":"direct"}""",
        ["POST /v1/me/intake/complete"] = "{}",
        ["POST /v1/me/volunteer"] = """{"programme":"prg_00000000000000000000000000","role":"mentor"}""",
        ["PUT /v1/programmes/{programme}/charter"] = """{"en":"# Ours","fr":"# À nous"}""",
        ["POST /v1/programmes/{programme}/resources"] =
            """{"kind":"other","en":{"title":"A","text":"B"},"fr":{"title":"A","text":"B"}}""",
        ["PUT /v1/programmes/{programme}/resources/{resource}"] =
            """{"kind":"guide","for":"mentor","en":{"title":"A","text":"B"},"fr":{"title":"A","text":"B"}}""",
        ["POST /v1/programmes/{programme}/workshops"] = Company.PlannedWorkshop,
        ["PUT /v1/programmes/{programme}/workshops/{workshop}"] = Company.PlannedWorkshop,
        ["POST /v1/programmes/{programme}/workshops/{workshop}/cancel"] = "{}",
        ["POST /v1/programmes/{programme}/workshops/{workshop}/attendance"] =
            """{"attendance":[{"participant":"ptc_00000000000000000000000000","attended":true}]}""",
        ["POST /v1/me/workshops/{workshop}/answer"] = """{"coming":true}""",
        ["POST /v1/me/pairs/{pair}/sign"] = """{"version":1}""",
        ["POST /v1/me/pairs/{pair}/agenda"] = """{"text":"What I tried."}""",
        ["POST /v1/me/pairs/{pair}/agenda/templates"] = """{"template":"first_session"}""",
        ["PATCH /v1/me/pairs/{pair}/agenda/{item}"] = """{"status":"done"}""",
        ["POST /v1/me/pairs/{pair}/objectives"] = """{"text":"Speak first.","criterion":"Two talks."}""",
        ["PATCH /v1/me/pairs/{pair}/objectives/{objective}"] = """{"status":"reached"}""",
        ["PUT /v1/me/pairs/{pair}/sessions/{session}/reflection"] = """{"useful":"yes","taught":"both"}""",
        ["POST /v1/me/pairs/{pair}/sessions"] = Company.PlannedSession,
        ["PATCH /v1/me/pairs/{pair}/sessions/{session}"] = """{"duration_minutes":5}""",
        ["POST /v1/me/calendar_feed"] = "{}",
        ["POST /v1/me/calendar_feed/revoke"] = "{}",
        ["POST /v1/billing/preview"] = """{"people":5}""",
        ["POST /v1/billing/checkout"] = """{"plan":"monthly"}""",
        ["POST /v1/billing/portal"] = "{}",
        ["PUT /v1/calendar"] = """{"holidays":["2026-12-25"]}""",
        ["PUT /v1/pairs/{pair}/cadence"] =
            """{"cadence":{"min_days":14,"max_days":21,"first_min_days":7,"first_max_days":14}}""",
        ["DELETE /v1/pairs/{pair}/cadence"] = "{}",
        ["POST /v1/me/pairs/{pair}/accept"] = "{}",
        ["POST /v1/me/pairs/{pair}/decline"] = """{"private_reason":"Not now."}""",
        ["POST /v1/webhook_endpoints"] = """{"url":"https://hooks.example.org/binome"}""",
        ["PATCH /v1/webhook_endpoints/{endpoint}"] = """{"description":"Taken over"}""",
        ["DELETE /v1/webhook_endpoints/{endpoint}"] = "{}",
        ["POST /v1/webhook_endpoints/{endpoint}/rotate_secret"] = "{}",
        ["POST /v1/webhook_endpoints/{endpoint}/enable"] = "{}",
        ["POST /v1/webhook_endpoints/{endpoint}/disable"] = "{}",
        ["POST /v1/webhook_endpoints/{endpoint}/ping"] = "{}",
        ["POST /v1/webhook_endpoints/{endpoint}/replay"] = """{"from":"2026-01-01T00:00:00Z"}""",
        ["POST /v1/pairs/{pair}/pause"] = "{}",
        ["POST /v1/pairs/{pair}/resume"] = "{}",
        ["POST /v1/pairs/{pair}/keep"] = "{}",
        ["POST /v1/pairs/{pair}/begin_closing"] = "{}",
        ["POST /v1/pairs/{pair}/close"] = "{}",
        ["POST /v1/pairs/{pair}/separate"] = """{"reason":"They asked for it."}""",
        ["POST /v1/pairs/{pair}/sessions"] = Company.PlannedSession,
        ["PATCH /v1/pairs/{pair}/sessions/{session}"] = """{"duration_minutes":5}""",
    }.ToImmutableDictionary();

    /// <summary>Null for a route that takes no JSON body. A new route that does belongs in the table above.</summary>
    public static string? Of(string method, string route) =>
        method == "GET" || route == "/v1/participants/imports"
            ? null
            : ByRoute.GetValueOrDefault($"{method} {route}")
                ?? throw new InvalidOperationException($"{method} {route} has no body in the tests.");
}
