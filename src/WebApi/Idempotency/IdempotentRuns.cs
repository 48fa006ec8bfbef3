using System.Collections.Concurrent;
using Binome.Contracts.Integrations;

namespace Binome.WebApi.Idempotency;

/// <summary>
/// Carries a request out once per Idempotency-Key. The claim is durable before anything happens; a request whose answer
/// was lost in a crash is driven again under the command id of the first, which makes the same resources.
/// </summary>
internal sealed class IdempotentRuns(IIdempotency claims)
{
    private readonly ConcurrentDictionary<(string Tenant, string Key), bool> running = new();

    /// <param name="prepare">Answers the hash of the request, after doing what has to come before the claim.</param>
    /// <param name="carryOut">Runs under the caller's command id, at most once at a time for the key.</param>
    public async Task<Answer> Run(
        Caller caller,
        string key,
        Func<ValueTask<string>> prepare,
        Func<Task<Answer>> carryOut
    )
    {
        var run = (caller.Tenant, key);
        if (!running.TryAdd(run, true))
            return caller.Problem(Failure.Of(TransportCodes.IdempotencyInProgress));
        try
        {
            var hash = await prepare();
            var state = await claims.Claim(caller.Tenant, key, hash, caller.CommandId);
            if (state.Claim == IdempotencyClaim.OtherRequest)
                return caller.Problem(Failure.Of(TransportCodes.IdempotencyOtherRequest));
            if (state.Claim == IdempotencyClaim.Answered)
                return Answer.Again(state.Answer!);
            caller.CommandId = state.CommandId;
            return await CarryOut(caller.Tenant, key, carryOut);
        }
        finally
        {
            running.TryRemove(run, out _);
        }
    }

    private async Task<Answer> CarryOut(string tenant, string key, Func<Task<Answer>> carryOut)
    {
        Answer answer;
        try
        {
            answer = await carryOut();
        }
        catch (RequestRefused)
        {
            await claims.Forget(tenant, key);
            throw;
        }
        // Any other exception leaves the claim without an answer: whether the command had its effect is not known, and
        // the next attempt finds out by driving it again.
        if (answer.Status < StatusCodes.Status300MultipleChoices)
            await claims.Answer(tenant, key, answer.ToStored());
        else if (answer.Status < StatusCodes.Status500InternalServerError)
            await claims.Forget(tenant, key);
        return answer;
    }
}
