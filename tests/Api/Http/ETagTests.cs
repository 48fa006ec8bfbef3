namespace Binome.Api.Tests.Http;

public sealed class ETagTests
{
    [Theory]
    [InlineData("\"v7\"", true)]
    [InlineData("W/\"v7\"", true)]
    [InlineData("\"v6\", \"v7\"", true)]
    [InlineData("*", true)]
    [InlineData("\"v8\"", false)]
    [InlineData("v7", false)]
    public void IsKnown_ComparesWeakly(string header, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfNoneMatch = header;
        ETags.IsKnown(request, ETags.Of(7)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("\"v7\"", 7L)]
    [InlineData("*", null)]
    public void IfMatch_WhenOurs_IsTheVersion(string header, long? expected) =>
        ETags.IfMatch(With(header)).ShouldBe(expected);

    [Theory]
    [InlineData("\"abc\"", FailureCodes.VersionMismatch)]
    [InlineData("W/\"v7\"", FailureCodes.VersionMismatch)]
    [InlineData("\"v-7\"", FailureCodes.VersionMismatch)]
    [InlineData("v7", TransportCodes.PreconditionInvalid)]
    [InlineData("\"v7\", \"v8\"", TransportCodes.PreconditionInvalid)]
    public void IfMatch_WhenNotOurs_IsRefused(string header, string code) =>
        Should.Throw<RequestRefused>(() => ETags.IfMatch(With(header))).Failure.Code.ShouldBe(code);

    [Fact]
    public void IfMatch_WhenAbsent_DoesNotAsk() => ETags.IfMatch(new DefaultHttpContext().Request).ShouldBeNull();

    private static HttpRequest With(string header)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = header;
        return request;
    }
}
