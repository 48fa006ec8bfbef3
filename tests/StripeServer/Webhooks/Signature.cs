using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Binome.StripeServer.Webhooks;

/// <summary>The <c>Stripe-Signature</c> of a body: one <c>v1</c> for each secret that signs.</summary>
public static class Signature
{
    /// <summary><c>t=…,v1=…[,v1=…]</c>, each a lower-case hex HMAC-SHA256 of <c>t.body</c> under the whole secret.</summary>
    public static string Of(string body, DateTimeOffset at, params IEnumerable<string> secrets)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{t}.{body}");
        var marks = secrets.Select(secret =>
            $",v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}"
        );
        return $"t={t}{string.Concat(marks)}";
    }
}
