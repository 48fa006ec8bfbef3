using System.Text;
using Binome.Contracts.Ledger;
using Binome.WebApi.Lists;
using Binome.WebApi.Pages.Parts;
using Microsoft.AspNetCore.Http.Extensions;

namespace Binome.WebApi.Pages.Shell;

/// <summary>The part of a list that a page shows: its filters, as a form sent them, and its place.</summary>
internal sealed class PageList
{
    private const string CursorName = "cursor";

    private readonly HttpRequest request;
    private readonly ImmutableArray<string> filters;
    private readonly string binding;

    /// <param name="filters">The names of the filters; a cursor holds for the same values of them only.</param>
    /// <exception cref="RequestRefused">The cursor is of another list.</exception>
    public PageList(HttpContext context, string tenant, params ImmutableArray<string> filters)
    {
        request = context.Request;
        this.filters = filters;
        // A form sends its empty fields too; they ask for nothing.
        Query = new QueryValues(
            new QueryCollection(request.Query.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary())
        );
        binding = Binding(tenant);
        After = Query.Text(CursorName) is { } cursor ? Cursor.Read(binding, cursor) : null;
    }

    public QueryValues Query { get; }

    public string? After { get; }

    public PageOf Page => new(Limits.PageDefault, After);

    public bool IsFiltered => filters.Any(filter => Query.Text(filter) is not null);

    /// <param name="last">The id of the last row when there are more; null at the end.</param>
    public Pager Pager(string? last) =>
        new(After is null ? null : Address(null), last is null ? null : Address(Cursor.Of(binding, last)));

    public Pager Pager<T>(Slice<T> slice)
        where T : IRow => Pager(slice.HasMore ? slice.Items[^1].Row.Id : null);

    private string Address(string? cursor)
    {
        var query = new QueryBuilder();
        foreach (var filter in filters)
            if (Query.Text(filter) is { } value)
                query.Add(filter, value);
        if (cursor is not null)
            query.Add(CursorName, cursor);
        return request.Path.ToUriComponent() + query.ToQueryString();
    }

    private string Binding(string tenant)
    {
        var text = new StringBuilder(tenant).Append('\n').Append(request.Path.Value);
        foreach (var filter in filters)
            text.Append('\n').Append(filter).Append('=').Append(Query.Text(filter));
        return text.ToString();
    }
}
