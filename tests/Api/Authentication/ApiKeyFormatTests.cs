using Binome.Contracts.Tenants;

namespace Binome.Api.Tests.Authentication;

public sealed class ApiKeyFormatTests
{
    [Theory]
    [InlineData(true, "bn_live_")]
    [InlineData(false, "bn_test_")]
    public void New_IsWellFormed_WithItsPrefix(bool livemode, string prefix)
    {
        var secret = ApiKeyFormat.New(livemode);
        secret.ShouldStartWith(prefix);
        secret.Length.ShouldBe(ApiKeyFormat.Length);
        ApiKeyFormat.IsWellFormed(secret).ShouldBeTrue();
    }

    [Fact]
    public void IsWellFormed_WhenAnyCharacterIsMistyped_IsFalse()
    {
        var secret = ApiKeyFormat.New(livemode: true);
        for (var at = 0; at < secret.Length; at++)
        {
            var mistyped = secret.ToCharArray();
            mistyped[at] = mistyped[at] == 'x' ? 'y' : 'x';
            ApiKeyFormat.IsWellFormed(mistyped).ShouldBeFalse($"character {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bn_live_")]
    [InlineData("sk_live_0000000000000000000000000000000000000000")]
    public void IsWellFormed_WhenOfAnotherForm_IsFalse(string text) => ApiKeyFormat.IsWellFormed(text).ShouldBeFalse();

    [Fact]
    public void Hash_IsSha256InLowerHex()
    {
        var secret = ApiKeyFormat.New(livemode: true);
        var expected = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));
        ApiKeyFormat.Hash(secret).ShouldBe(Convert.ToHexStringLower(expected));
    }

    [Fact]
    public void Last4_EndsTheSecret()
    {
        var secret = ApiKeyFormat.New(livemode: true);
        secret.ShouldEndWith(ApiKeyFormat.Last4(secret));
        ApiKeyFormat.Last4(secret).Length.ShouldBe(4);
    }

    [Fact]
    public void New_IsNeverTheSame() =>
        Enumerable.Range(0, 1_000).Select(_ => ApiKeyFormat.New(livemode: true)).Distinct().Count().ShouldBe(1_000);
}
