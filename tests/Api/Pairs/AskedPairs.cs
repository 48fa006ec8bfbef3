using System.Text.Json;
using Binome.Api.Tests.House;
using Binome.Contracts.Mail;

namespace Binome.Api.Tests.Pairs;

/// <summary>Pairs with both of their people at hand.</summary>
internal static class AskedPairs
{
    /// <summary>A company whose published pairs wait for both answers.</summary>
    public static async Task<(NewTenant Tenant, List<JsonElement> Pairs)> Asked(
        this ApiFixture house,
        string name,
        string charter = "not_required"
    )
    {
        var tenant = await house.NewTenant(name);
        await tenant.Api.Import(Company.Csv(name));
        var programme = await Company.Launched(tenant.Api, tenant.Owner, name);
        await tenant.Api.Ask(
            "PATCH",
            $"/v1/programmes/{programme}",
            $$"""{"acceptance":"required","charter":"{{charter}}"}"""
        );
        var run = await Company.Proposed(tenant.Api, programme);
        var proposals = (await tenant.Api.Get($"/v1/matching_runs/{run}/proposals")).Data();
        var decisions = Company.Decisions(proposals.Select(proposal => proposal.Id()));
        await tenant.Owner.Post($"/v1/matching_runs/{run}/decisions", decisions);
        var publication = (await tenant.Owner.Post($"/v1/matching_runs/{run}/publish")).Id();
        await tenant.Api.Finished($"/v1/publications/{publication}", "completed");
        return (tenant, (await tenant.Api.Get("/v1/pairs")).Data());
    }

    /// <summary>One side of a pair, signed in by the link of the mail that asks them.</summary>
    public static async Task<Person> Side(this ApiFixture house, NewTenant tenant, JsonElement pair, string role)
    {
        var email = (await tenant.Api.Get($"/v1/participants/{pair.Text(role)}")).Text("email");
        var mail = await house.Mails.LastTo(email);
        mail.Template.ShouldBe(role == "mentor" ? MailTemplates.AskMentor : MailTemplates.AskMentee);
        var link = mail.Values["link"];
        link.ShouldContain("&return=%2Fapp%2Fmy-pairs%2F");
        return await new Person(house.Address).Redeem(CapturedMails.TokenOf(link));
    }

    /// <summary>A pair that both have accepted, with its two sides signed in.</summary>
    public static async Task<(NewTenant Tenant, string Pair, Person Mentor, Person Mentee)> Begun(
        this ApiFixture house,
        string name
    )
    {
        var (tenant, pairs) = await house.Asked(name);
        var (mentor, mentee) = (
            await house.Side(tenant, pairs[0], "mentor"),
            await house.Side(tenant, pairs[0], "mentee")
        );
        foreach (var side in (Person[])[mentor, mentee])
            await side.Ask("POST", $"/v1/me/pairs/{pairs[0].Id()}/accept", "{}");
        return (tenant, pairs[0].Id(), mentor, mentee);
    }
}
