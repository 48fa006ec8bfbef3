using System.CommandLine;

namespace Binome.Silo.Cli;

/// <summary>People who can sign in, for an operator whose mail is not set up.</summary>
internal static class MembersVerb
{
    private const string DefaultLanguage = "en";

    public static Command Command()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's id.", Required = true };
        var email = new Option<string>("--email") { Description = "The person's e-mail address.", Required = true };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var role = new Option<string>("--role")
        {
            Description = "owner, programme_manager, coordinator, sponsor, facilitator, billing or participant.",
            Required = true,
        };
        var programmes = new Option<string[]>("--programme")
        {
            Description = "The programmes the role is for: coordinators, sponsors and facilitators have some.",
        };
        var language = new Option<string>("--language")
        {
            Description = "fr or en.",
            DefaultValueFactory = _ => DefaultLanguage,
        };
        var json = Verbs.Json();
        var invite = new Command("invite", "Print a link that signs a person in once; makes the member if need be.")
        {
            tenant,
            email,
            name,
            role,
            programmes,
            language,
            json,
        };
        Verbs.Asks(
            invite,
            json,
            HttpMethod.Post,
            parsed => $"{Verbs.AllTenants}/{Uri.EscapeDataString(parsed.GetValue(tenant)!)}/members",
            parsed => new
            {
                email = parsed.GetValue(email),
                name = parsed.GetValue(name),
                language = parsed.GetValue(language),
                roles = new[] { new { role = parsed.GetValue(role), programmes = parsed.GetValue(programmes) ?? [] } },
            }
        );
        return new Command("members", "The people of a tenant who can sign in.") { invite };
    }
}
