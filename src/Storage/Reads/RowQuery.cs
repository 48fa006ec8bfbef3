using System.Text;
using Dapper;

namespace Binome.Storage.Reads;

/// <summary>The conditions of a query over one table of one tenant.</summary>
internal sealed class RowQuery
{
    private readonly StringBuilder conditions = new("tenant = @tenant");

    public RowQuery(string table, string tenant)
    {
        Table = table;
        Tenant = tenant;
        Parameters.Add("tenant", tenant);
    }

    public string Table { get; }
    public string Tenant { get; }
    public DynamicParameters Parameters { get; } = new();

    /// <summary>Asks for equality; a null does not ask.</summary>
    public RowQuery Where(string column, object? value)
    {
        if (value is null)
            return this;
        conditions.Append(" AND ").Append(column).Append(" = @").Append(column);
        Parameters.Add(column, value);
        return this;
    }

    /// <summary>Adds a condition with its own parameter; a null does not ask.</summary>
    public RowQuery And(string condition, string parameter, object? value)
    {
        if (value is null)
            return this;
        conditions.Append(" AND ").Append(condition);
        Parameters.Add(parameter, value);
        return this;
    }

    /// <param name="order">What follows ORDER BY; null leaves the order open.</param>
    public string Sql(string columns, string? order, int? limit)
    {
        var sql = new StringBuilder("SELECT ").Append(columns).Append(" FROM ").Append(Table);
        sql.Append(" WHERE ").Append(conditions);
        if (order is not null)
            sql.Append(" ORDER BY ").Append(order);
        if (limit is { } rows)
        {
            sql.Append(" LIMIT @limit");
            Parameters.Add("limit", rows);
        }
        return sql.ToString();
    }
}
