using System.Text.Json.Nodes;
using Binome.StripeServer.Books;
using Binome.StripeServer.Control;

namespace Binome.StripeServer.Http;

/// <summary>The way of every API request: faults, key, version, idempotency, parameters, effect, answer, record.</summary>
internal sealed class Pipeline(StripeState state)
{
    private const int BodyMax = 1_000_000;

    public async Task Handle(HttpContext context, Operation? operation)
    {
        var request = context.Request;
        var id = Ids.New("req_", 14);
        var encoded = request.Method == "GET" ? request.QueryString.Value!.TrimStart('?') : await Body(request);
        var fault = state.Faults.Next(request.Method, request.Path);
        var turn = new Turn(context, operation, id, encoded);
        if (fault is { AfterEffect: false } && await Fail(turn, fault))
            return;
        var answer = Run(turn);
        if (fault is { AfterEffect: true } && await Fail(turn, fault))
            return;
        await Write(turn, answer);
    }

    private Answer Run(Turn turn)
    {
        try
        {
            var account = Authenticate(turn.Context.Request);
            Version(turn.Context.Request);
            var key = turn.Key;
            if (key is null)
                return Execute(turn, account);
            var request = $"{turn.Context.Request.Method} {turn.Context.Request.Path} {turn.Encoded}";
            if (state.Idempotency.Claim(account.Livemode, key, request) is { } replay)
            {
                turn.Replayed = true;
                return replay;
            }
            return Keeping(turn, account, key);
        }
        catch (Refusal refusal)
        {
            return new Answer(refusal.Status, refusal.Render(turn.Id).ToJsonString(), turn.Id);
        }
    }

    // What was refused before it ran, or because another ran, is not kept: it may be tried again with the same key.
    private Answer Keeping(Turn turn, Account account, string key)
    {
        try
        {
            var answer = Execute(turn, account);
            state.Idempotency.Keep(account.Livemode, key, answer);
            return answer;
        }
        catch (Refusal refusal) when (refusal.Ran)
        {
            var answer = new Answer(refusal.Status, refusal.Render(turn.Id).ToJsonString(), turn.Id);
            state.Idempotency.Keep(account.Livemode, key, answer);
            return answer;
        }
        catch
        {
            state.Idempotency.Forget(account.Livemode, key);
            throw;
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

    private Account Authenticate(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : "";
        if (key.Length == 0)
            throw new Refusal(
                401,
                "invalid_request_error",
                "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            );
        var parts = key.Split('_');
        var known = parts is ["sk" or "rk", "test" or "live", { Length: > 0 }] && !state.RevokedKeys.ContainsKey(key);
        return known
            ? state.Account(parts[1] == "live")
            : throw new Refusal(401, "invalid_request_error", $"Invalid API Key provided: {Masked(key)}");
    }

    private static string Masked(string key) => key.Length <= 12 ? "****" : $"{key[..8]}****{key[^4..]}";

    private static void Version(HttpRequest request)
    {
        var version = request.Headers["Stripe-Version"].ToString();
        if (version.Length > 0 && version != ApiVersion.Current)
            throw Refusal.Invalid(
                $"Invalid Stripe API version: {version}. This server speaks {ApiVersion.Current} alone."
            );
    }

    private async Task<bool> Fail(Turn turn, ApiFault fault)
    {
        var context = turn.Context;
        switch (fault.Kind)
        {
            case FaultKind.Delay:
                await Task.Delay(fault.Delay, context.RequestAborted);
                return false;
            case FaultKind.Hang:
                Record(turn, 0, null);
                await Hang(context);
                return true;
            case FaultKind.Reset:
                Record(turn, 0, null);
                context.Abort();
                return true;
            default:
                if (fault.ShouldRetry is { } retry)
                    context.Response.Headers["Stripe-Should-Retry"] = retry ? "true" : "false";
                if (fault.RetryAfterSeconds is { } seconds)
                    context.Response.Headers.RetryAfter = $"{seconds}";
                await Write(
                    turn,
                    new Answer(fault.Status, Broken(fault.Status).Render(turn.Id).ToJsonString(), turn.Id)
                );
                return true;
        }
    }

    private async Task Hang(HttpContext context)
    {
        try
        {
            await state.Faults.Released.WaitAsync(context.RequestAborted);
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up first, which is what a hanging request is for.
        }
    }

    private static Refusal Broken(int status) =>
        status switch
        {
            429 => new Refusal(429, "invalid_request_error", "Request rate limit exceeded.", "rate_limit"),
            409 => new Refusal(
                409,
                "invalid_request_error",
                "This object cannot be accessed right now because another API request or Stripe process is currently accessing it.",
                "lock_timeout"
            ),
            _ => new Refusal(status, "api_error", "An unknown error occurred"),
        };

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
                turn.Form.Root,
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

    /// <summary>One request on its way.</summary>
    private sealed class Turn(HttpContext context, Operation? operation, string id, string encoded)
    {
        private Form? form;

        public HttpContext Context => context;
        public Operation? Operation => operation;
        public string Id => id;
        public string Encoded => encoded;
        public bool Replayed { get; set; }
        public Form Form => form ??= FormReading.Read(encoded);

        // Only what creates or changes is kept; the others are idempotent as they are.
        public string? Key =>
            context.Request.Method == "POST"
            && context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
                ? key
                : null;
    }
}
