namespace Binome.StripeServer.Books;

/// <summary>What is to happen by itself, in the order of its instants.</summary>
internal sealed class Timeline(Account account)
{
    /// <summary>A run that does not come to an end has a fault in it.</summary>
    private const int StepsMax = 100_000;

    /// <summary>Moves a clock to an instant and does on the way what falls due, setting the clock to each instant first.</summary>
    public void Run(string? clock, DateTimeOffset from, DateTimeOffset until, Action<DateTimeOffset> set)
    {
        var now = from;
        for (var step = 0; Next(clock) is { } due && due.At <= until; step++)
        {
            if (step == StepsMax)
                throw new InvalidOperationException($"More than {StepsMax} things fell due at once.");
            now = due.At > now ? due.At : now;
            set(now);
            due.Act();
        }
        set(until);
    }

    private Due? Next(string? clock) =>
        account
            .Subscriptions.All.Where(subscription => subscription.Clock == clock)
            .SelectMany(subscription => subscription.Life.Due())
            .Concat(
                account.Invoices.All.Where(invoice => invoice.Clock == clock).SelectMany(invoice => invoice.Life.Due())
            )
            .Concat(account.Sessions.All.Where(session => session.Clock == clock).SelectMany(session => session.Due()))
            .MinBy(due => due.At);
}

/// <summary>Something that happens at an instant.</summary>
internal sealed record Due(DateTimeOffset At, Action Act);
