using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Control;

namespace Binome.StripeServer.Http;

/// <summary>The way of every API request: key, version, idempotency, parameters, effect, answer, record; and its fault.</summary>
internal sealed class Pipeline(StripeState state)
{
    private const int BodyMax = 1_000_000;

    public async Task Handle(HttpContext context, Operation? operation)
    {
        var request = context.Request;
        var encoded = request.Method is "GET" or "DELETE"
            ? request.QueryString.Value!.TrimStart('?')
            : await Body(request);
        var turn = new Turn(context, operation, Ids.New("req_", 14), encoded);
        var fault = state.Faults.Next(request.Method, request.Path);
        var answer = await Run(turn, fault is { AfterEffect: false } ? fault : null);
        if (answer is not null && fault is { AfterEffect: true } && await Goes(turn, fault) is { } gone)
            answer = gone.Answer;
        if (answer is null)
            Cut(turn);
        else
            await Write(turn, answer);
    }

    /// <summary>What it is answered; null when it is not answered at all.</summary>
    private async Task<Answer?> Run(Turn turn, ApiFault? fault)
    {
        try
        {
            var account = Admission.Admit(turn.Context.Request, state);
            if (turn.Key is null)
                return await Goes(turn, fault) is { } wrong ? wrong.Answer : Execute(turn, account);
            if (state.Idempotency.Claim(account.Livemode, turn.Key, turn.Fingerprint) is { } replay)
            {
                turn.Replayed = true;
                return replay;
            }
            return await Keeping(turn, account, turn.Key, fault);
        }
        catch (Refusal refusal)
        {
            return turn.Refused(refusal);
        }
    }

    // What was refused before it ran, or did not run at all, is not kept: it may be tried again with the same key.
    private async Task<Answer?> Keeping(Turn turn, Account account, string key, ApiFault? fault)
    {
        Answer? kept = null;
        try
        {
            if (await Goes(turn, fault) is { } wrong)
                return wrong.Answer;
            return kept = Execute(turn, account);
        }
        catch (Refusal refusal) when (refusal.Ran)
        {
            return kept = turn.Refused(refusal);
        }
        finally
        {
            if (kept is null)
                state.Idempotency.Forget(account.Livemode, key);
            else
                state.Idempotency.Keep(account.Livemode, key, kept);
        }
    }

    private static Answer Execute(Turn turn, Account account)
    {
        var request = turn.Context.Request;
        if (turn.Operation is not { } operation)
            throw new Refusal(
                404,
                "invalid_request_error",
                $"Unrecognized request URL ({request.Method}: {request.Path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
            );
        operation.Admit(turn.Form);
        lock (account.Lock)
        {
            account.CatchUp();
            account.Log.Request = (turn.Id, turn.Key);
            try
            {
                var call = new Call(account, turn.Form, request.RouteValues["id"] as string, request.Path);
                var answer = operation.Handle(call);
                Expansion.Expand(account, answer, turn.Form.Texts("expand"));
                return new Answer(200, answer.ToJsonString(), turn.Id);
            }
            finally
            {
                account.Log.Request = null;
            }
        }
    }

    /// <summary>Plays a fault; null when the request goes on as it would.</summary>
    private async Task<FaultEnd?> Goes(Turn turn, ApiFault? fault)
    {
        switch (fault?.Kind)
        {
            case null:
                return null;
            case FaultKind.Delay:
                await Task.Delay(fault.Delay, turn.Context.RequestAborted);
                return null;
            case FaultKind.Hang:
                await Hang(turn.Context.RequestAborted);
                return new FaultEnd(null);
            case FaultKind.Reset:
                return new FaultEnd(null);
            default:
                if (fault.ShouldRetry is { } retry)
                    turn.Context.Response.Headers["Stripe-Should-Retry"] = retry ? "true" : "false";
                if (fault.RetryAfterSeconds is { } seconds)
                    turn.Context.Response.Headers.RetryAfter = $"{seconds}";
                return new FaultEnd(turn.Refused(fault.Refusal));
        }
    }

    private async Task Hang(CancellationToken gone)
    {
        try
        {
            await state.Faults.Released.WaitAsync(gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The caller gave up first, which is what a hanging request is for.
        }
    }

    private void Cut(Turn turn)
    {
        Record(turn, 0, null);
        turn.Context.Abort();
    }

    private async Task Write(Turn turn, Answer answer)
    {
        var response = turn.Context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        response.Headers["Request-Id"] = turn.Id;
        response.Headers["Stripe-Version"] = ApiVersion.Current;
        if (turn.Key is { } key)
            response.Headers["Idempotency-Key"] = key;
        if (turn.Replayed)
        {
            response.Headers["Idempotent-Replayed"] = "true";
            response.Headers["Original-Request"] = answer.RequestId;
        }
        Record(turn, answer.Status, JsonNode.Parse(answer.Body));
        await response.WriteAsync(answer.Body, turn.Context.RequestAborted);
    }

    private void Record(Turn turn, int status, JsonNode? answer)
    {
        var request = turn.Context.Request;
        state.Recording.Add(
            new RecordedRequest(
                turn.Id,
                state.Time.GetUtcNow(),
                request.Method,
                request.Path,
                turn.Operation?.Name,
                turn.Operation?.Params,
                turn.Operation?.Answer,
                turn.Sent,
                turn.Key,
                request.Headers["Stripe-Version"].ToString() is { Length: > 0 } version ? version : null,
                status,
                turn.Replayed,
                answer
            )
        );
    }

    private static async Task<string> Body(HttpRequest request)
    {
        if (request.ContentLength > BodyMax)
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }

    /// <summary>How a fault ends a request; with no answer its connection is cut.</summary>
    private sealed record FaultEnd(Answer? Answer);
}
