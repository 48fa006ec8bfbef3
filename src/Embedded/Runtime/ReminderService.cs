using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>
/// Reminders kept in memory. They only keep sweepers alive, which the host starts again after a restart; nothing durable
/// may hang on them.
/// </summary>
internal sealed class ReminderService(GrainFactory factory, TimeProvider clock, ILogger<ReminderService> log)
    : IDisposable
{
    private static readonly TimeSpan periodMin = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> reminders = [];

    public IGrainReminder Register(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < periodMin)
            throw new ArgumentException($"Reminder {name} has the period {period}; at least {periodMin}.");

        var reminder = new Reminder(name, period, clock.GetUtcNow().UtcDateTime + dueTime);
        lock (gate)
        {
            Remove((grain, name));
            reminders[(grain, name)] = reminder;
        }
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            reminder.Timer = clock.CreateTimer(_ => _ = Tick(grain, reminder), null, dueTime, period);
        return reminder;
    }

    public void Unregister(GrainId grain, string name)
    {
        lock (gate)
            Remove((grain, name));
    }

    public IGrainReminder? Find(GrainId grain, string name)
    {
        lock (gate)
            return reminders.GetValueOrDefault((grain, name));
    }

    public List<IGrainReminder> All(GrainId grain)
    {
        lock (gate)
            return [.. reminders.Where(pair => pair.Key.Grain == grain).Select(pair => pair.Value)];
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var reminder in reminders.Values)
                reminder.Timer?.Dispose();
            reminders.Clear();
        }
    }

    private void Remove((GrainId, string) key)
    {
        if (reminders.Remove(key, out var old))
            old.Timer?.Dispose();
    }

    private async Task Tick(GrainId grain, Reminder reminder)
    {
        try
        {
            var status = new TickStatus(reminder.FirstTick, reminder.Period, clock.GetUtcNow().UtcDateTime);
            await factory.GetGrain<IRemindable>(grain).ReceiveReminder(reminder.ReminderName, status);
        }
#pragma warning disable CA1031 // A failed tick must not end the timer's thread; the next tick comes anyway.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            log.LogWarning(thrown, "Reminder {Reminder} of {Grain} failed", reminder.ReminderName, grain);
        }
    }

    private sealed class Reminder(string name, TimeSpan period, DateTime firstTick) : IGrainReminder
    {
        public string ReminderName => name;

        public TimeSpan Period => period;

        public DateTime FirstTick => firstTick;

        public ITimer? Timer { get; set; }
    }
}
