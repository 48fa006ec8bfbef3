using System.Data.Common;
using Orleans.Runtime;

namespace Binome.WebApi.Errors;

/// <summary>What an exception that reached the edge means to the caller.</summary>
internal static class ExceptionMapping
{
    /// <summary>The failure to answer; anything nobody expected is <see cref="TransportCodes.Unexpected"/>.</summary>
    public static Failure Of(Exception exception) =>
        exception switch
        {
            RequestRefused refused => refused.Failure,
            BadHttpRequestException bad => Failure.Of(OfStatus(bad.StatusCode)),
            _ when IsBusy(exception) => Failure.Of(FailureCodes.Busy),
            _ => Failure.Of(TransportCodes.Unexpected),
        };

    /// <summary>The code for an answer that the framework gave without a body.</summary>
    public static string OfStatus(int status) =>
        status switch
        {
            401 => TransportCodes.KeyMissing,
            404 => TransportCodes.RouteUnknown,
            405 => TransportCodes.MethodNotAllowed,
            406 => TransportCodes.NotAcceptable,
            413 => TransportCodes.BodyTooLarge,
            415 => TransportCodes.UnsupportedMediaType,
            503 => FailureCodes.Busy,
            >= 500 => TransportCodes.Unexpected,
            _ => TransportCodes.RequestInvalid,
        };

    // What the actor runtime itself throws (a full mailbox, a node that stops or is gone, a state that was not stored), a
    // call that took too long, or storage that can't be reached: trying again later is the right thing, and nothing about
    // the request was wrong.
    private static bool IsBusy(Exception exception) =>
        exception
            is OrleansException
                or TimeoutException
                or CredentialsUnavailableException
                or DbException
                or IOException;
}

/// <summary>Credentials could not be looked up, so nobody is let in.</summary>
internal sealed class CredentialsUnavailableException(Exception inner)
    : Exception("Credentials could not be looked up.", inner);
