using System.Security.Cryptography;

namespace Binome.StripeServer.Books;

internal static class Ids
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id such as <c>sub_1Ab…</c>; checkout sessions are longer, as they are at Stripe.</summary>
    public static string New(string prefix, int length = 24) =>
        $"{prefix}{RandomNumberGenerator.GetString(Alphabet, length)}";
}
