using System.Data;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Binome.Storage.Reads;

/// <summary>
/// A list of texts as one parameter: an array for PostgreSQL, a JSON array for SQLite. A parameter for each text would be looked for by name in all
/// of them, which takes longer than the query.
/// </summary>
internal sealed class TextList : SqlMapper.TypeHandler<string[]>
{
    public override void SetValue(IDbDataParameter parameter, string[]? value) =>
        parameter.Value = parameter is SqliteParameter ? JsonSerializer.Serialize(value) : value;

    public override string[] Parse(object value) =>
        throw new NotSupportedException("Lists are asked with, never read.");
}
