using System.Globalization;
using Npgsql;

namespace Binome.Storage.Tests.PostgreSql;

/// <summary>What a row that is written over and over costs the pages it lies on.</summary>
public sealed class RewritingTests : IDisposable
{
    private const string Acme = "ten_acme";
    private const int Grains = 100;

    /// <summary>About a pair's, and longer than what PostgreSQL would compress by itself.</summary>
    private const int Characters = 2_100;

    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 256).Select(number => (byte)number)];

    private readonly PostgreSqlFixture storage = new();

    [Fact]
    public async Task Write_OfAStoredState_FindsRoomOnItsPageAndIsNotCompressed()
    {
        TestGrain[] grains = [.. Enumerable.Range(0, Grains).Select(number => storage.Grain(Acme, $"pair_{number}"))];
        foreach (var grain in grains)
            await Write(grain, 1);
        var before = await Pages();

        foreach (var grain in grains)
            await Write(grain, 2);

        var after = await Pages();
        before.Values.Distinct().Count().ShouldBeGreaterThan(10);
        // Two lie on a page; the first always finds room, the second once what the first left behind is cleared away.
        after.Count(page => before[page.Key] == page.Value).ShouldBeGreaterThan(Grains / 3);
        (await Compressed()).ShouldBe(0);
    }

    private static async Task Write(TestGrain grain, int number) =>
        (await grain.Write(new TestState { Number = number, Text = Text(grain.Id) })).ShouldBeNull();

    /// <summary>As state is: one half says something, the other repeats itself.</summary>
    private static string Text(string id) =>
        Convert.ToHexString(
            new Random(int.Parse(id[5..], CultureInfo.InvariantCulture)).GetItems(Bytes, Characters / 4)
        ) + new string('a', Characters / 2);

    private async Task<Dictionary<string, long>> Pages()
    {
        await using var owner = new NpgsqlConnection(PostgreSqlFixture.Server.AsSuperuser(storage.ConnectionString));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT grain_id, (ctid::text::point)[0]::bigint FROM grain_states",
            owner
        );
        await using var reader = await command.ExecuteReaderAsync();
        var pages = new Dictionary<string, long>();
        while (await reader.ReadAsync())
            pages.Add(reader.GetString(0), reader.GetInt64(1));
        return pages;
    }

    private async Task<long> Compressed()
    {
        await using var owner = new NpgsqlConnection(PostgreSqlFixture.Server.AsSuperuser(storage.ConnectionString));
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM grain_states WHERE pg_column_compression(body) IS NOT NULL",
            owner
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public void Dispose() => storage.Dispose();
}
