namespace Binome.Grains.Integrations;

/// <summary>A request that has ended.</summary>
internal sealed record EndedRequest(Undelivered Sent, WebhookAnswer Answer);

/// <summary>What ended requests come to.</summary>
/// <param name="Returned">Events that failed, with their next instant; the others are over.</param>
internal sealed record Settlement(
    WebhookEndpointState Next,
    Effects Effects,
    ImmutableArray<Undelivered> Returned,
    ImmutableArray<long> Over
);

/// <summary>When an event counts as delivered, when it is tried again, and when it and its endpoint are given up.</summary>
internal static class WebhookDeliveryRules
{
    /// <param name="jitter">0–1, anew for each event.</param>
    public static Settlement Settle(
        string id,
        WebhookEndpointState endpoint,
        IReadOnlyList<EndedRequest> ended,
        WebhookPace pace,
        Func<double> jitter,
        DateTimeOffset now
    )
    {
        var effects = new Effects();
        var returned = ImmutableArray.CreateBuilder<Undelivered>();
        var over = ImmutableArray.CreateBuilder<long>();
        var next = endpoint;
        WebhookDisabledReason? disabled = null;
        foreach (var (sent, answer) in ended)
        {
            var attempts = sent.Attempts + 1;
            effects.Row(Attempt(id, sent, attempts, answer, now));
            if (answer.Error is null)
            {
                next = next with { DeliveredAt = now, Throttles = 0 };
                over.Add(sent.Event.Sequence);
                if (sent.IsListed)
                    effects.Row(Delivery(id, sent, WebhookDeliveryStatus.Delivered, attempts));
                continue;
            }
            if (answer.Status is 429 or 502 or 503 or 504)
                next = Throttled(next, answer, now);
            if (answer.Status == 410)
                disabled = WebhookDisabledReason.Gone;
            if (attempts > WebhookLimits.Pauses.Length)
            {
                disabled ??= WebhookDisabledReason.Exhausted;
                over.Add(sent.Event.Sequence);
                effects.Row(Delivery(id, sent, WebhookDeliveryStatus.Dead, attempts));
                continue;
            }
            var nextAt = NextAt(attempts, answer, pace, jitter(), now);
            returned.Add(new Undelivered(sent.Event, attempts, nextAt, IsListed: true));
            effects.Row(Delivery(id, sent, WebhookDeliveryStatus.Retrying, attempts));
        }
        if (disabled is { } reason && next.Status is WebhookStatus.Enabled)
        {
            (next, var ending) = WebhookRules.Disabled(id, next, reason, now);
            Join(effects, ending);
        }
        return new Settlement(next, effects, returned.ToImmutable(), over.ToImmutable());
    }

    /// <summary>The schedule's pause, or the receiver's wish when that is longer.</summary>
    private static DateTimeOffset NextAt(
        int attempts,
        WebhookAnswer answer,
        WebhookPace pace,
        double jitter,
        DateTimeOffset now
    )
    {
        var pause = WebhookLimits.Pauses[attempts - 1] * pace.Factor * (1 + (WebhookLimits.JitterMax * jitter));
        if (answer.RetryAfter is { } asked && asked > pause)
            pause = asked < WebhookLimits.RetryAfterMax ? asked : WebhookLimits.RetryAfterMax;
        return Whole(now + pause);
    }

    /// <summary>A receiver that has too much to do is left alone as a whole, not only with this event.</summary>
    private static WebhookEndpointState Throttled(
        WebhookEndpointState endpoint,
        WebhookAnswer answer,
        DateTimeOffset now
    )
    {
        var doubled = WebhookLimits.ThrottleFirst * Math.Pow(2, endpoint.Throttles);
        var pause = answer.RetryAfter ?? (doubled < WebhookLimits.ThrottleMax ? doubled : WebhookLimits.ThrottleMax);
        var until = Whole(now + (pause < WebhookLimits.RetryAfterMax ? pause : WebhookLimits.RetryAfterMax));
        // Requests that were on their way together are one wish.
        if (endpoint.PausedUntil > now && answer.RetryAfter is null)
            return endpoint;
        return endpoint with
        {
            PausedUntil = endpoint.PausedUntil > until ? endpoint.PausedUntil : until,
            Throttles = answer.RetryAfter is null ? endpoint.Throttles + 1 : endpoint.Throttles,
        };
    }

    private static WebhookAttemptRow Attempt(
        string id,
        Undelivered sent,
        int attempt,
        WebhookAnswer answer,
        DateTimeOffset now
    ) =>
        new(
            Ids.New(Ids.WebhookAttempt, now),
            id,
            sent.Event.Id,
            sent.Event.Type,
            sent.Event.Resource,
            sent.Event.Sequence,
            attempt,
            answer.Error is null,
            answer.Status,
            answer.Error,
            (int)answer.Took.TotalMilliseconds,
            answer.Response,
            now
        );

    private static WebhookDeliveryRow Delivery(
        string id,
        Undelivered sent,
        WebhookDeliveryStatus status,
        int attempts
    ) => new(sent.Event.Id, id, sent.Event.Sequence, status, attempts, sent.Event.CreatedAt);

    private static void Join(Effects effects, Effects others)
    {
        foreach (var happened in others.Events)
            effects.Event(happened);
        foreach (var row in others.Rows)
            effects.Row(row);
        foreach (var wakeUp in others.WakeUps)
            effects.WakeUp(wakeUp.Name, wakeUp.DueAt);
    }

    // Instants are stored in whole milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
