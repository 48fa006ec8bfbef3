using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using Binome.Contracts.Ledger;
using CommunityToolkit.HighPerformance.Buffers;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.WebApi.Lists;

/// <summary>A request for a part of a list: its size, its place and its filters.</summary>
internal sealed class ListRequest
{
    /// <summary>Most pages fit; a buffer that is too small is replaced by one twice as large.</summary>
    private const int BytesUsual = 128 * 1024;
    private const int BindingCharactersUsual = 512;

    private readonly Caller caller;
    private readonly HttpRequest request;
    private readonly string binding;

    private ListRequest(Caller caller, HttpContext context, QueryParameters parameters)
    {
        this.caller = caller;
        request = context.Request;
        Query = new QueryValues(request.Query);
        binding = Binding(parameters);
        Limit = Query.Integer(QueryParameters.Limit, 1, Limits.PageMax) ?? Limits.PageDefault;
        After = Query.Text(QueryParameters.Cursor) is { } cursor ? Cursor.Read(binding, cursor) : null;
    }

    public QueryValues Query { get; }

    public int Limit { get; }

    /// <summary>The last item of the part before; null at the start.</summary>
    public string? After { get; }

    public PageOf Page => new(Limit, After);

    public static ValueTask<ListRequest?> BindAsync(HttpContext context)
    {
        var parameters =
            context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>()
            ?? throw new InvalidOperationException("A list without query parameters.");
        var caller = context.RequestServices.GetRequiredService<Caller>();
        return new(new ListRequest(caller, context, parameters));
    }

    /// <summary>Renders rows that continue after the id of the last one.</summary>
    public Answer Answer<TRow, TView>(Slice<TRow> slice, Func<TRow, TView> view)
        where TRow : IRow
    {
        var data = ImmutableArray.CreateBuilder<TView>(slice.Items.Length);
        foreach (var item in slice.Items)
            data.Add(view(item.Row));
        return Answer(data.MoveToImmutable(), slice.HasMore ? slice.Items[^1].Row.Id : null);
    }

    /// <summary>Answers rows whose stored form is the form of the API, as they lie, from a buffer that is used again.</summary>
    /// <param name="read">Appends the rows and tells the id of the last one when there are more.</param>
    public async Task<Answer> Answer(Func<IBufferWriter<byte>, Task<string?>> read)
    {
        var body = new ArrayPoolBufferWriter<byte>(BytesUsual);
        ListJson.Begin(body);
        var next = await read(body) is { } last ? Cursor.Of(binding, last) : null;
        ListJson.End(body, next);
        return new(StatusCodes.Status200OK, body.WrittenMemory) { Link = Link(next), Buffer = body };
    }

    /// <param name="last">Where the part ends, when there is more; null at the end of the list.</param>
    public Answer Answer<TView>(ImmutableArray<TView> data, string? last)
    {
        var next = last is null ? null : Cursor.Of(binding, last);
        var body = Answers.Render(new ListView<TView>(data, next is not null, next));
        return new(StatusCodes.Status200OK, body) { Link = Link(next) };
    }

    private string? Link(string? next) => next is null ? null : $"<{NextAddress(next)}>; rel=\"next\"";

    // Tenant, path (with the ids in it) and filters in the order the route declares them; never limit and cursor.
    private string Binding(QueryParameters parameters)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[BindingCharactersUsual]);
        text.AppendFormatted(caller.Tenant);
        text.AppendLiteral("\n");
        text.AppendFormatted(request.Path.Value);
        foreach (var parameter in parameters.All)
        {
            if (IsPaging(parameter.Name) || parameter.Name == Expandable.Parameter)
                continue;
            text.AppendLiteral("\n");
            text.AppendFormatted(parameter.Name);
            text.AppendLiteral("=");
            text.AppendFormatted(request.Query[parameter.Name].ToString());
        }
        return text.ToStringAndClear();
    }

    private string NextAddress(string cursor)
    {
        var filters = QueryString.Create(request.Query.Where(pair => !IsPaging(pair.Key)));
        var (path, mark) = (request.PathBase.Add(request.Path).ToUriComponent(), filters.HasValue ? '&' : '?');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}{filters}{mark}{QueryParameters.Limit}={Limit}&{QueryParameters.Cursor}={cursor}"
        );
    }

    private static bool IsPaging(string name) => name is QueryParameters.Limit or QueryParameters.Cursor;
}
