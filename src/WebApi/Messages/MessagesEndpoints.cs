using System.Globalization;
using Binome.Contracts.Members;
using Binome.Contracts.Messages;
using Binome.WebApi.Lists;
using Binome.WebApi.Mail;

namespace Binome.WebApi.Messages;

/// <summary>One's own inbox, and how messages come.</summary>
internal static class MessagesEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("My messages");
        group
            .MapGet("/messages", List)
            .Describe("listMyMessages", Actions.Account, "One's own messages, newest first.")
            .Lists<MessageView>();
        group
            .MapPost("/messages/read", Read)
            .Describe("readMyMessages", Actions.Account, "Notes that one has seen these messages, at most 100.")
            .Answers<ReadMessagesView>();
        group
            .MapGet("/preferences", Preferences)
            .Describe("getMyPreferences", Actions.Account, "How messages come, kind by kind.")
            .Answers<PreferencesView>();
        group
            .MapPatch("/preferences", Choose)
            .Describe(
                "updateMyPreferences",
                Actions.Account,
                "Chooses at_once, digest or inbox for the kinds that are sent."
            )
            .Answers<PreferencesView>();
    }

    private static async Task<Answer> List(ListRequest list, Caller caller, MyMessages mine, PublicAddress address) =>
        list.Answer(await mine.List(list.Page), row => MessageView.Of(row, caller.Language, address));

    private static async Task<Answer> Read(Body<ReadMessagesBody> body, Caller caller, MyMessages mine)
    {
        if (body.Value.Messages.Length > Limits.PageMax)
            return caller.Problem(
                Failure.At("/messages", FailureCodes.TooMany, Limits.PageMax.ToString(CultureInfo.InvariantCulture))
            );
        await mine.MarkRead(body.Value.Messages);
        return Answers.Ok(new ReadMessagesView());
    }

    private static async Task<Answer> Preferences(MyMessages mine) =>
        Answers.Ok(new PreferencesView(await mine.Preferences()));

    private static async Task<Answer> Choose(Body<PreferencesBody> body, Caller caller, MyMessages mine)
    {
        var outcome = await mine.Choose(body.Value.Deliveries);
        return outcome.Failure is { } failure
            ? caller.Problem(failure)
            : Answers.Ok(new PreferencesView(await mine.Preferences()));
    }
}

/// <summary>A message in one's inbox.</summary>
/// <param name="Kind">What it is about: requests, intake_reminders or rhythm.</param>
/// <param name="Text">What it says in one line, in one's own language.</param>
/// <param name="Link">The page it leads to.</param>
internal sealed record MessageView(
    string Id,
    DateTimeOffset Created,
    string Kind,
    string Template,
    string Text,
    string Link,
    DateTimeOffset? ReadAt
)
{
    public string Object { get; } = "message";

    public static MessageView Of(MessageRow row, Language language, PublicAddress address) =>
        new(row.Id, row.CreatedAt, row.Kind, row.Template, TextOf(row, language), address.Link(row.Path), row.ReadAt);

    public static string TextOf(MessageRow row, Language language) =>
        MailContent.SubjectOf(row.Template, row.Values.ToImmutableDictionary(), language.Tag());
}

/// <param name="Messages">At most 100.</param>
internal sealed record ReadMessagesBody(ImmutableArray<string> Messages);

internal sealed record ReadMessagesView
{
    public string Object { get; } = "messages_read";
}

/// <param name="Deliveries">By kind; those left out stay.</param>
internal sealed record PreferencesBody(ImmutableSortedDictionary<string, MessageDelivery> Deliveries);

/// <summary>How messages come, by kind: at_once, digest (Monday mornings) or inbox (no mail).</summary>
internal sealed record PreferencesView(ImmutableSortedDictionary<string, MessageDelivery> Deliveries)
{
    public string Object { get; } = "preferences";
}
