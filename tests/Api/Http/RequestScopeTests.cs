using Binome.Api.Tests.House;
using Microsoft.Extensions.Logging;

namespace Binome.Api.Tests.Http;

/// <summary>What the host itself would add to the lines of a request.</summary>
[Collection(WholeProduct.Name)]
public sealed class RequestScopeTests(ApiFixture house)
{
    // The host puts the path into a scope when this category is on, and JSON lines tell scopes: a calendar address carries its secret there.
    [Fact]
    public void HostsOwnScope_WithItsPath_IsOffForTheLog() =>
        house
            .Service<ILoggerFactory>()
            .CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics")
            .IsEnabled(LogLevel.Critical)
            .ShouldBeFalse();
}
