using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Binome.Contracts.Integrations;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Binome.Contracts.Privacy;

namespace Binome.Grains.Tests.Company;

/// <summary>A mail server that answers what the test says and remembers what it was given.</summary>
internal sealed class FakeMail : IMailTransport, IMailSeal, IPersonalLinks, IKeySeal, IWebhookSeal
{
    private readonly ConcurrentQueue<MailDelivery> answers = new();

    /// <summary>Attempts in their order.</summary>
    public ConcurrentQueue<Letter> Attempts { get; } = new();

    /// <summary>Thrown by each attempt when set.</summary>
    public Exception? Problem { get; set; }

    /// <summary>Answers of the next attempts; after the last of them all is delivered.</summary>
    public void Answer(params MailDelivery[] next) => Array.ForEach(next, answers.Enqueue);

    public Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation)
    {
        Attempts.Enqueue(letter);
        if (Problem is { } problem)
            throw problem;
        return Task.FromResult(answers.TryDequeue(out var answer) ? answer : MailDelivery.Done);
    }

    public string Page(string path) => $"http://localhost{path}";

    public string SignIn(string secret, string path) => $"http://localhost/sign-in?token={secret}&return={path}";

    public string Unsubscribe(string tenant, string participantId, string kind) =>
        $"http://localhost/unsubscribe?token={tenant}/{participantId}/{kind}";

    public string Seal(string tenant, string mailId, string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{tenant}/{mailId}\n{text}"));

    public string Open(string tenant, string mailId, string sealedText)
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(sealedText));
        var address = $"{tenant}/{mailId}\n";
        return text.StartsWith(address, StringComparison.Ordinal)
            ? text[address.Length..]
            : throw new CryptographicException("Sealed for another mail.");
    }
}
