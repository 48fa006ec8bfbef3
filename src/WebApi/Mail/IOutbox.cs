namespace Binome.WebApi.Mail;

/// <summary>The mails that were kept instead of sent.</summary>
public interface IOutbox
{
    /// <summary>True while mail is kept here and the server can be reached from this machine alone.</summary>
    bool IsShown { get; }

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<OutboxMail>> Newest(int limit, CancellationToken cancellation);

    /// <summary>Null when there is no such mail, or it is kept no longer.</summary>
    Task<OutboxMail?> Find(string id, CancellationToken cancellation);
}

/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record OutboxMail(string Id, DateTimeOffset QueuedAt, string To, string Language, MailContent Content);

/// <summary>For a host that sends its mail.</summary>
internal sealed class NoOutbox : IOutbox
{
    public bool IsShown => false;

    public Task<ImmutableArray<OutboxMail>> Newest(int limit, CancellationToken cancellation) =>
        Task.FromResult(ImmutableArray<OutboxMail>.Empty);

    public Task<OutboxMail?> Find(string id, CancellationToken cancellation) => Task.FromResult<OutboxMail?>(null);
}
