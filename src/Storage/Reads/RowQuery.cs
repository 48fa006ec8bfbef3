using System.Text;
using Binome.Contracts.Members;
using Dapper;

namespace Binome.Storage.Reads;

/// <summary>The conditions of a query over one table of one tenant.</summary>
internal sealed class RowQuery
{
    private const int SqlCharactersUsual = 256;
    private readonly StringBuilder conditions = new("tenant = @tenant", SqlCharactersUsual);

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

    /// <summary>Adds a condition that needs no parameter.</summary>
    public RowQuery And(string condition)
    {
        conditions.Append(" AND ").Append(condition);
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

    /// <summary>Asks for a column to be one of the reach's programmes; a reach over all, or null, does not ask.</summary>
    public RowQuery Within(ProgrammeReach? reach, string column) => Within(reach, column, "{0}");

    /// <param name="members">SQL that answers the values from the programmes, which stand at <c>{0}</c>.</param>
    public RowQuery Within(ProgrammeReach? reach, string column, string members)
    {
        if (reach is null or { IsAll: true })
            return this;
        var names = new List<string>();
        foreach (var programme in reach.Programmes)
        {
            names.Add($"@reach{names.Count}");
            Parameters.Add(names[^1], programme);
        }
        // A reach over nothing sees nothing.
        var list = names.Count == 0 ? "(NULL)" : $"({string.Join(',', names)})";
        conditions.Append(" AND ").Append(column).Append(" IN ").AppendFormat(null, members, list);
        return this;
    }

    /// <param name="order">What follows ORDER BY; null leaves the order open.</param>
    public string Sql(string columns, string? order, int? limit)
    {
        var sql = new StringBuilder("SELECT ", SqlCharactersUsual).Append(columns).Append(" FROM ").Append(Table);
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
