using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Binome.WebApi.Members;

/// <summary>
/// Bounds how often signing in can be tried, per account and per network address, whether the account exists or not. Kept in
/// memory: a restart forgives, and each process of a cluster counts for itself.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    public const int LinksPerAccountMax = 5;
    public const int PasswordsPerAccountMax = 10;
    public const int TriesPerAddressMax = 60;
    public const int ClientFailuresMax = 20;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private const int EntriesMax = 100_000;
    private const int NetworkBytesOfV6 = 8;

    private readonly ConcurrentDictionary<string, Tries> tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try; the failure says after how many seconds the next is welcome.</summary>
    public Failure? LinkAsked(HttpContext context, string email) =>
        Count($"network {Network(context)}", TriesPerAddressMax) ?? Count($"link {Account(email)}", LinksPerAccountMax);

    /// <inheritdoc cref="LinkAsked"/>
    public Failure? PasswordTried(HttpContext context, string email) =>
        Count($"network {Network(context)}", TriesPerAddressMax)
        ?? Count($"password {Account(email)}", PasswordsPerAccountMax);

    /// <summary>A client of the token endpoint failed; only failures count, since clients ask often.</summary>
    public void ClientFailed(HttpContext context, string clientId)
    {
        Count($"clients {Network(context)}", TriesPerAddressMax);
        Count($"client {Account(clientId)}", ClientFailuresMax);
    }

    /// <summary>After how many seconds the client may try again; null when it may now.</summary>
    public int? ClientBlocked(HttpContext context, string clientId) =>
        Blocked($"clients {Network(context)}", TriesPerAddressMax)
        ?? Blocked($"client {Account(clientId)}", ClientFailuresMax);

    /// <summary>The right password was given: earlier slips count no longer.</summary>
    public void PasswordRight(string email) => tries.TryRemove($"password {Account(email)}", out _);

    private Failure? Count(string key, int triesMax)
    {
        var now = time.GetUtcNow();
        if (tries.Count >= EntriesMax && !MakeRoom(now))
            return Failure.Of(FailureCodes.Busy);
        var counted = tries.AddOrUpdate(
            key,
            _ => new Tries(1, now),
            (_, known) => now - known.Since >= Window ? new Tries(1, now) : known with { Count = known.Count + 1 }
        );
        if (counted.Count <= triesMax)
            return null;
        var seconds = Math.Max(1, (int)Math.Ceiling((counted.Since + Window - now).TotalSeconds));
        return Failure.Of(FailureCodes.SignInTooMany, $"{seconds}");
    }

    private int? Blocked(string key, int failuresMax) =>
        tries.TryGetValue(key, out var known) && known.Count >= failuresMax && SecondsLeft(known) is > 0 and var seconds
            ? seconds
            : null;

    private int SecondsLeft(Tries known) => (int)Math.Ceiling((known.Since + Window - time.GetUtcNow()).TotalSeconds);

    private bool MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, known) in tries)
            if (now - known.Since >= Window)
                tries.TryRemove(key, out _);
        return tries.Count < EntriesMax;
    }

    // Addresses are personal, and these keys lie in memory for a while.
    private static string Account(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)));

    // One household or company has a whole network of the newer kind of address.
    private static string Network(HttpContext context)
    {
        var address = context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytesOfV6))
            : address.ToString();
    }

    private sealed record Tries(int Count, DateTimeOffset Since);
}
