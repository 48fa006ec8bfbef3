namespace Binome.Api.Tests.Errors;

public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("Too long.[ At most {0}.]", "7", "Too long. At most 7.")]
    [InlineData("Too long.[ At most {0}.]", null, "Too long.")]
    [InlineData("Key '{0}' is gone.", "k", "Key 'k' is gone.")]
    [InlineData("Key '{0}' is gone.", null, "Key '?' is gone.")]
    [InlineData("{0}[ of {1}]", "a", "a")]
    public void Render_DropsPartsWithoutTheirArgument(string template, string? argument, string expected) =>
        MessageTemplate.Render(template, argument is null ? [] : [argument]).ShouldBe(expected);

    [Fact]
    public void Render_WhenAnArgumentLooksLikeATemplate_LeavesItAsItIs() =>
        MessageTemplate.Render("[{0}]", ["{0}[x]"]).ShouldBe("{0}[x]");
}
