using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Binome.Contracts.Mail;
using Binome.Silo.Hosting;
using Binome.WebApi.Mail;

namespace Binome.Silo.Mail;

/// <summary>Sends over SMTP: a few sessions at a time, each bounded, with what may pass told apart from what never will.</summary>
internal sealed class SmtpTransport(BinomeSettings settings, MailMessages messages, TimeProvider time)
    : IMailTransport,
        IDisposable
{
    public const int SessionsMax = 4;
    public static readonly TimeSpan SessionTimeMax = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan TurnTimeMax = TimeSpan.FromSeconds(15);

    public const string Busy = "smtp.busy";
    public const string Unreachable = "smtp.unreachable";
    public const string TimedOut = "smtp.timeout";
    public const string TlsFailed = "smtp.tls";
    public const string Broken = "smtp.broken";
    public const string AddressUnusable = "smtp.address";

    private readonly SmtpSettings smtp = settings.Mail.Smtp;
    private readonly SemaphoreSlim sessions = new(SessionsMax);

    public async Task<MailDelivery> Deliver(Letter letter, CancellationToken cancellation)
    {
        if (!await sessions.WaitAsync(TurnTimeMax, cancellation))
            return MailDelivery.Deferred(Busy);
        try
        {
            return await Send(letter, cancellation);
        }
        finally
        {
            sessions.Release();
        }
    }

    public void Dispose() => sessions.Dispose();

    private async Task<MailDelivery> Send(Letter letter, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SessionTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var client = Client();
        try
        {
            using var message = messages.Of(letter, MailContent.Of(letter.Mail));
            // The client heeds the token between its steps; the wait ends even when one of them never does.
            await client.SendMailAsync(message, either.Token).WaitAsync(either.Token);
            return MailDelivery.Done;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return MailDelivery.Deferred(TimedOut);
        }
        catch (FormatException)
        {
            return MailDelivery.Refused(AddressUnusable);
        }
        catch (SmtpException problem)
        {
            return Verdict(problem);
        }
        catch (AuthenticationException)
        {
            return MailDelivery.Deferred(TlsFailed);
        }
    }

    private SmtpClient Client() =>
        new(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.Tls == SmtpSettings.StartTls,
            Credentials = string.IsNullOrEmpty(smtp.User) ? null : new NetworkCredential(smtp.User, smtp.Password),
            Timeout = (int)SessionTimeMax.TotalMilliseconds,
        };

    private static MailDelivery Verdict(SmtpException problem)
    {
        var reply = (int)problem.StatusCode;
        if (reply is >= 400 and < 500 || IsOperators(problem.StatusCode))
            return MailDelivery.Deferred($"smtp.{reply}");
        if (reply is >= 500 and < 600)
            return MailDelivery.Refused($"smtp.{reply}");
        return MailDelivery.Deferred(
            problem.InnerException switch
            {
                SocketException => Unreachable,
                AuthenticationException => TlsFailed,
                _ => Broken,
            }
        );
    }

    /// <summary>Permanent by its number, but a setting is wrong and not the mail: it waits until the operator has put it right.</summary>
    private static bool IsOperators(SmtpStatusCode code) =>
        code is SmtpStatusCode.MustIssueStartTlsFirst or AuthenticationFailed or AuthenticationTooWeak;

    private const SmtpStatusCode AuthenticationFailed = (SmtpStatusCode)535;
    private const SmtpStatusCode AuthenticationTooWeak = (SmtpStatusCode)534;
}
