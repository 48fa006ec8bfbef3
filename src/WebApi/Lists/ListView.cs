using Binome.WebApi.Http;

namespace Binome.WebApi.Lists;

/// <summary>A part of a list.</summary>
/// <param name="HasMore">True when there are items after these.</param>
/// <param name="NextCursor">Where the next part begins; null at the end.</param>
internal sealed record ListView<T>(ImmutableArray<T> Data, bool HasMore, string? NextCursor)
{
    public string Object { get; } = "list";
}
