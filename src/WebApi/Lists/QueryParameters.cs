namespace Binome.WebApi.Lists;

/// <summary>The query parameters a route knows; one it does not know is refused, so that a mistyped filter never widens a list.</summary>
internal sealed class QueryParameters(bool isList, params ImmutableArray<QueryParameter> filters)
{
    public const string Limit = "limit";
    public const string Cursor = "cursor";

    private static readonly ImmutableArray<QueryParameter> Paging =
    [
        new(Limit, "How many items to answer, 1 to 100; 25 when left out.", typeof(int)),
        new(Cursor, "next_cursor of the answer before, with the same filters."),
    ];

    public bool IsList => isList;

    public ImmutableArray<QueryParameter> All { get; } = isList ? [.. filters, .. Paging] : filters;

    public static QueryParameters OfList(params ImmutableArray<QueryParameter> filters) => new(true, filters);

    /// <summary>Those of a route and one more.</summary>
    public static QueryParameters And(QueryParameters? known, QueryParameter more) =>
        new(known?.IsList == true, [.. (known?.Own ?? []), more]);

    private ImmutableArray<QueryParameter> Own { get; } = filters;

    /// <summary>The first parameter that the route does not know, as a failure; null when it knows them all.</summary>
    public static Failure? UnknownOf(IQueryCollection query, QueryParameters? known)
    {
        foreach (var (name, _) in query)
            if (known is null || !known.Knows(name))
                return Failure.At(
                    $"{Problems.ParameterMark}{name}",
                    TransportCodes.ParameterUnknown,
                    name,
                    known is null ? "" : string.Join(", ", known.All.Select(parameter => parameter.Name))
                );
        return null;
    }

    private bool Knows(string name)
    {
        foreach (var parameter in All)
            if (parameter.Name == name)
                return true;
        return false;
    }
}

/// <param name="Type">An enum, bool, int or instant; text when left out.</param>
internal sealed record QueryParameter(string Name, string Description, Type? Type = null)
{
    /// <summary>A parameter that may be repeated, so many times, and takes these values.</summary>
    public (ImmutableArray<string> Values, int Max)? Repeated { get; init; }
}
