using System.CommandLine;
using Binome.Silo.Cli.Offline;
using Binome.Silo.Hosting;
using Binome.Storage;
using Binome.Storage.Moving;

namespace Binome.Silo.Cli;

/// <summary>What can be typed: nothing (serve), demo, match, matching, tenants, keys, members, mail, export, import and backup.</summary>
internal static class Verbs
{
    public const string AllTenants = "/operator/tenants";

    public static RootCommand Root()
    {
        var root = new RootCommand("Binome runs mentoring programmes. Without a verb it serves the API.");
        root.SetAction((_, cancellation) => Guarded(settings => ServeVerb.Run(settings, demo: false, cancellation)));

        var demo = new Command("demo", "Serve, and load a demonstration company up to its proposals.");
        demo.SetAction((_, cancellation) => Guarded(settings => ServeVerb.Run(settings, demo: true, cancellation)));
        root.Subcommands.Add(demo);
        root.Subcommands.Add(MatchVerb.Command());
        root.Subcommands.Add(VerifyVerb.Command());
        root.Subcommands.Add(Tenants());
        root.Subcommands.Add(Keys());
        root.Subcommands.Add(Mail());
        root.Subcommands.Add(MembersVerb.Command());
        root.Subcommands.Add(MovingVerbs.Export());
        root.Subcommands.Add(MovingVerbs.Import());
        root.Subcommands.Add(MovingVerbs.Backup());
        return root;
    }

    private static Command Tenants()
    {
        var name = new Option<string>("--name") { Description = "The company's name.", Required = true };
        var json = Json();
        var create = new Command("create", "Make a tenant and its first API key.") { name, json };
        Asks(create, json, HttpMethod.Post, _ => AllTenants, parsed => new { name = parsed.GetValue(name) });
        var list = new Command("list", "List the tenants.") { json };
        Asks(list, json, HttpMethod.Get, _ => AllTenants);
        return new Command("tenants", "The companies on this installation.") { create, list };
    }

    private static Command Keys()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's id.", Required = true };
        var name = new Option<string>("--name") { Description = "What the key is for.", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may do, for example pairs:read; all when left out.",
        };
        var key = new Option<string>("--key") { Description = "The key's id.", Required = true };
        var json = Json();
        string KeysOf(ParseResult parsed) => $"{AllTenants}/{Uri.EscapeDataString(parsed.GetValue(tenant)!)}/keys";

        var create = new Command("create", "Make an API key; its secret is shown once.") { tenant, name, scopes, json };
        Asks(
            create,
            json,
            HttpMethod.Post,
            KeysOf,
            parsed => new { name = parsed.GetValue(name), scopes = parsed.GetValue(scopes) ?? [] }
        );
        var list = new Command("list", "List the API keys of a tenant.") { tenant, json };
        Asks(list, json, HttpMethod.Get, KeysOf);
        var revoke = new Command("revoke", "Revoke an API key; it is refused within five seconds.")
        {
            tenant,
            key,
            json,
        };
        Asks(
            revoke,
            json,
            HttpMethod.Post,
            parsed => $"{KeysOf(parsed)}/{Uri.EscapeDataString(parsed.GetValue(key)!)}/revoke"
        );
        return new Command("keys", "The API keys of a tenant.") { create, list, revoke };
    }

    private static Command Mail()
    {
        var to = new Option<string>("--to") { Description = "Where to send it.", Required = true };
        var language = new Option<string>("--language") { Description = "fr or en; en when left out." };
        var json = Json();
        var test = new Command("test", "Send a mail at once, to see whether the settings work.") { to, language, json };
        Asks(
            test,
            json,
            HttpMethod.Post,
            _ => "/operator/mail/test",
            parsed => new { to = parsed.GetValue(to), language = parsed.GetValue(language) }
        );
        return new Command("mail", "How mail leaves this installation.") { test };
    }

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON." };

    /// <summary>The verb is one call of the operator's API; its answer is printed.</summary>
    public static void Asks(
        Command verb,
        Option<bool> json,
        HttpMethod method,
        Func<ParseResult, string> path,
        Func<ParseResult, object>? body = null
    ) =>
        verb.SetAction(
            (parsed, cancellation) =>
                Guarded(async settings =>
                {
                    await using var binome = await OperatorClient.Connect(settings, cancellation);
                    var answer = await binome.Send(method, path(parsed), body?.Invoke(parsed), cancellation);
                    Console.Out.WriteLine(parsed.GetValue(json) ? answer.GetRawText() : AnswerText.Of(answer));
                    return 0;
                })
        );

    /// <summary>What an operator can put right ends in one clear line, not in a stack trace.</summary>
    public static async Task<int> Guarded(Func<BinomeSettings, Task<int>> verb)
    {
        try
        {
            return await verb(BinomeSettings.Read(Configuration()));
        }
        catch (Exception problem)
            when (problem
                    is SettingsException
                        or DataFolderLockedException
                        or MigrationException
                        or UnsafeDatabaseException
                        or ArchiveException
                        or OperatorException
                        or IOException
            )
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static IConfigurationRoot Configuration() =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
}
