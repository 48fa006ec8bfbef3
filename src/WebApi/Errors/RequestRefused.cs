namespace Binome.WebApi.Errors;

/// <summary>
/// A request that is refused before it had any effect: what binds and checks requests throws it, the request pipeline
/// answers it. Grains and endpoints answer expected failures as values instead.
/// </summary>
internal sealed class RequestRefused(Failure failure) : Exception(failure.Code)
{
    public RequestRefused(string code, params ReadOnlySpan<string> arguments)
        : this(Failure.Of(code, arguments)) { }

    public Failure Failure { get; } = failure;
}
