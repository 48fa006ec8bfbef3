using System.Collections.Concurrent;
using Binome.StripeServer.Books;
using Binome.StripeServer.Control;
using Binome.StripeServer.Http;
using Binome.StripeServer.Webhooks;

namespace Binome.StripeServer;

/// <summary>Everything the server holds: both modes of the account, and what tests set and read.</summary>
internal sealed class StripeState
{
    private readonly Account test;
    private readonly Account live;

    public StripeState(TimeProvider time, StripePeerOptions options)
    {
        Time = time;
        Outbox = new Outbox(time);
        Sender = new Sender(Outbox, time, options);
        Idempotency = new Idempotency(time);
        Recording = new Recording(options.RequestsKeptMax);
        test = new Account(false, time, options, Outbox);
        live = new Account(true, time, options, Outbox);
    }

    public TimeProvider Time { get; }
    public Outbox Outbox { get; }
    public Sender Sender { get; }
    public Idempotency Idempotency { get; }
    public Recording Recording { get; }
    public ApiFaults Faults { get; } = new();
    public ConcurrentDictionary<string, bool> RevokedKeys { get; } = [];

    public IEnumerable<Account> Accounts => [test, live];

    public Account Account(bool livemode) => livemode ? live : test;

    /// <summary>Does what fell due in both modes.</summary>
    public void CatchUp()
    {
        foreach (var account in Accounts)
            lock (account.Lock)
                account.CatchUp();
    }
}
