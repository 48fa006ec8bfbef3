using Binome.WebApi.Json;

namespace Binome.Api.Tests.Json;

public sealed class JsonPointerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.name", "/name")]
    [InlineData("$.skills_offered[12].level", "/skills_offered/12/level")]
    [InlineData("$['odd.name'].x", "/odd.name/x")]
    [InlineData("$['a/b~c']", "/a~1b~0c")]
    [InlineData("$[']url']", "/]url")]
    [InlineData("$['a']b'][3]", "/a']b/3")]
    [InlineData("$[''']", "/'")]
    [InlineData("$['open", "/open")]
    [InlineData("$.", "/")]
    public void FromPath_IsThePointer(string? path, string pointer) => JsonPointer.FromPath(path).ShouldBe(pointer);
}
