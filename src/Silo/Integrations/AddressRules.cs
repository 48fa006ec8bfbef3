using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Binome.Silo.Integrations;

/// <summary>
/// Which addresses anybody on the internet may reach, after IANA's special-purpose registries (RFC 6890 and what followed). All
/// others may belong to the network this process stands in.
/// </summary>
internal static class AddressRules
{
    private static readonly ImmutableArray<IPNetwork> NotPublicV4 = Networks(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    );

    /// <summary>Global unicast; loopback, link-local, unique-local, multicast and NAT64 (64:ff9b::/96) lie outside.</summary>
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // Among them Teredo and 6to4, which carry an IPv4 address that nobody checked.
    private static readonly ImmutableArray<IPNetwork> NotPublicV6 = Networks(
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20"
    );

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotPublicV4.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0
                && GlobalV6.Contains(address)
                && !NotPublicV6.Any(network => network.Contains(address)),
            _ => false,
        };
    }

    private static ImmutableArray<IPNetwork> Networks(params ReadOnlySpan<string> networks)
    {
        var parsed = ImmutableArray.CreateBuilder<IPNetwork>(networks.Length);
        foreach (var network in networks)
            parsed.Add(IPNetwork.Parse(network));
        return parsed.MoveToImmutable();
    }
}
