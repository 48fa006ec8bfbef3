namespace Binome.Api.Tests.Http;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr", "fr")]
    [InlineData("fr-CA,en;q=0.5", "fr")]
    [InlineData("en;q=0.3, fr;q=0.9", "fr")]
    [InlineData("de, fr;q=0.5", "fr")]
    [InlineData("de", "en")]
    [InlineData("free", "en")]
    [InlineData(";;;,=", "en")]
    public void Of_TakesTheFirstLanguageWeSpeak(string? header, string expected)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null)
            request.Headers.AcceptLanguage = header;
        Languages.Of(request).Tag().ShouldBe(expected);
    }
}
