namespace Binome.Api.Tests.Http;

public sealed class IdsTests
{
    [Fact]
    public void CreatedAt_OfANewId_IsTheInstantInMilliseconds()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_123);
        Ids.CreatedAt(Ids.New(Ids.Request, at)).ShouldBe(at);
    }

    [Theory]
    [InlineData("")]
    [InlineData("req")]
    [InlineData("req_short")]
    [InlineData("req_zzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("req_uuuuuuuuuu0000000000000000")]
    public void CreatedAt_WhenNoId_Throws(string text) => Should.Throw<FormatException>(() => Ids.CreatedAt(text));
}
