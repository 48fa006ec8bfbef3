using System.Net;
using System.Net.Sockets;
using Binome.Contracts;
using Binome.Contracts.Integrations;

namespace Binome.Silo.Integrations;

/// <summary>Looks host names up.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);
}

/// <summary>The system's own resolver.</summary>
internal sealed class SystemResolver : IHostResolver
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
        Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>An address that no request goes to.</summary>
internal sealed class TargetRefusedException(string host) : IOException($"{host} is not on the public internet.");

/// <summary>
/// Where requests may go. The name is looked up once, every address that it has is checked, and the connection is made to one of
/// those: whatever the name means a moment later, nothing else is reached.
/// </summary>
internal sealed class WebhookTargets(WebhookSettings settings, IHostResolver resolver, TimeProvider time)
{
    private const string Https = "https://…";

    /// <summary>Why no endpoint can be at this address, as far as the text tells; null when one can.</summary>
    public Failure? Refusal(string url)
    {
        if (string.IsNullOrEmpty(url))
            return Failure.At("/url", FailureCodes.Required);
        if (url.Length > WebhookLimits.UrlCharactersMax)
            return Failure.At("/url", FailureCodes.TooLong, $"{WebhookLimits.UrlCharactersMax}");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return Failure.At("/url", FailureCodes.Invalid, Https);
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0 || HostOf(address) is not { Length: > 0 } host)
            return Failure.At("/url", FailureCodes.Invalid, Https);
        if (IsAllowedLoopback(host))
            return null;
        if (address.Scheme != Uri.UriSchemeHttps)
            return Failure.At("/url", FailureCodes.WebhookUrl);
        var isLiteral = IPAddress.TryParse(host.Trim('[', ']'), out var literal);
        return IsLoopbackName(host) || (isLiteral && !AddressRules.IsPublic(literal!))
            ? Failure.At("/url", FailureCodes.WebhookUrl)
            : null;
    }

    /// <summary>Connects for the HTTP client.</summary>
    /// <exception cref="TargetRefusedException">One of the host's addresses is not public.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        using var limit = new CancellationTokenSource(WebhookLimits.ConnectTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var addresses = await Checked(host, either.Token);
        for (var at = 0; ; at++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[at], port, either.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (at < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private async Task<IPAddress[]> Checked(string host, CancellationToken cancellation)
    {
        var addresses = await resolver.Resolve(host, cancellation);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var isReachable = IsAllowedLoopback(host)
            ? addresses.All(IPAddress.IsLoopback)
            : addresses.All(AddressRules.IsPublic);
        return isReachable ? addresses : throw new TargetRefusedException(host);
    }

    /// <summary>The host as it is looked up; null when it has letters that no name may have.</summary>
    private static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private bool IsAllowedLoopback(string host) =>
        settings.AllowLoopback
        && (
            IsLoopbackName(host)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var literal) && IPAddress.IsLoopback(literal))
        );

    private static bool IsLoopbackName(string host) =>
        host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
