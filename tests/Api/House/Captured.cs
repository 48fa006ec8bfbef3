using System.Collections.Concurrent;
using Binome.Contracts.Mail;
using Binome.Contracts.Members;
using Microsoft.AspNetCore.Identity;

namespace Binome.Api.Tests.House;

/// <summary>Keeps mails instead of sending them.</summary>
internal sealed class CapturedMails : IMailTransport
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private readonly ConcurrentQueue<QueueMail> mails = new();

    public Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation)
    {
        mails.Enqueue(letter.Mail);
        return Task.FromResult(MailDelivery.Done);
    }

    public bool Holds(string text) =>
        mails.Any(mail => mail.Values.Values.Any(value => value.Contains(text, StringComparison.Ordinal)));

    public int CountTo(string email) => mails.Count(mail => mail.To == email);

    /// <summary>The last mail to an address, once one is there; of that template when one is named.</summary>
    public async Task<QueueMail> LastTo(string email, string? template = null)
    {
        using var limit = new CancellationTokenSource(WaitMax);
        while (true)
        {
            if (
                mails.LastOrDefault(mail => mail.To == email && (template ?? mail.Template) == mail.Template) is
                { } found
            )
                return found;
            await Task.Delay(10, limit.Token);
        }
    }

    public static string TokenOf(string link) => new Uri(link).Query["?token=".Length..].Split('&')[0];
}

/// <summary>Hashes cheaply, and counts: equal work is what hides who has an account.</summary>
internal sealed class CountedHasher : IPasswordHasher<MemberRow>
{
    private readonly PasswordHasher<MemberRow> hasher = new(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 })
    );
    private readonly ConcurrentQueue<string> verified = new();

    public int Verifications(string password) => verified.Count(given => given == password);

    public string HashPassword(MemberRow user, string password) => hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(
        MemberRow user,
        string hashedPassword,
        string providedPassword
    )
    {
        verified.Enqueue(providedPassword);
        return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
