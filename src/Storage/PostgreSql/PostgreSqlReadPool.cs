using System.Data;
using Binome.Storage.Reads;
using Npgsql;
using Orleans.Runtime;

namespace Binome.Storage.PostgreSql;

/// <summary>
/// A bounded pool of reading connections of one role. It is told the tenant whenever it lends one to another tenant than
/// before, so a query can't see a row of any other, whatever it asks.
/// </summary>
internal sealed class PostgreSqlReadPool(PostgreSqlConnections connections, DatabaseRole role, int size) : IDisposable
{
    private readonly SemaphoreSlim free = new(size, size);
    private readonly Stack<PostgreSqlReadConnection> idle = new(size);
    private bool opened;
    private bool closed;

    public void Open() => opened = true;

    /// <param name="tenant">Null for the role that sees all of them.</param>
    public async ValueTask<ReadConnection> Rent(string? tenant)
    {
        if (!opened)
            throw new InvalidOperationException("The database is not open.");
        if (!await free.WaitAsync(StorageLimits.ReadWaitMax))
            throw new LimitExceededException($"{size} reads are under way already.");
        try
        {
            return await Lend(tenant);
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    private async ValueTask<PostgreSqlReadConnection> Lend(string? tenant)
    {
        if (TakeIdle() is { } waiting)
        {
            try
            {
                await waiting.Tell(tenant);
                return waiting;
            }
            catch (NpgsqlException) when (!waiting.IsAlive)
            {
                // The server has ended it while it waited, so most likely all of them; a fresh one decides.
                waiting.Close();
                CloseIdle();
            }
        }
        var fresh = new PostgreSqlReadConnection(await connections.OpenAsync(role), this);
        try
        {
            await fresh.Tell(tenant);
            return fresh;
        }
        catch
        {
            fresh.Close();
            throw;
        }
    }

    private PostgreSqlReadConnection? TakeIdle()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(StorageDatabase));
            return idle.TryPop(out var connection) ? connection : null;
        }
    }

    public void Return(PostgreSqlReadConnection connection)
    {
        var alive = connection.IsAlive;
        lock (idle)
        {
            if (alive && !closed)
                idle.Push(connection);
            else
                connection.Close();
        }
        if (!alive)
            CloseIdle();
        free.Release();
    }

    private void CloseIdle()
    {
        lock (idle)
            while (idle.TryPop(out var connection))
                connection.Close();
    }

    // Connections that are still lent end when they come back.
    public void Dispose()
    {
        lock (idle)
            closed = true;
        CloseIdle();
    }
}

/// <summary>The pools of both roles behind one door: whoever names no tenant reads across them.</summary>
internal sealed class PostgreSqlReads(PostgreSqlConnections connections) : IReadConnections, IDisposable
{
    private const int AppMin = 8;
    private const int AppMax = 32;
    private const int SystemMax = 4;

    private readonly PostgreSqlReadPool app = new(
        connections,
        DatabaseRole.App,
        Math.Clamp(Environment.ProcessorCount * 2, AppMin, AppMax)
    );

    private readonly PostgreSqlReadPool system = new(connections, DatabaseRole.System, SystemMax);

    public void Open()
    {
        app.Open();
        system.Open();
    }

    public ValueTask<ReadConnection> Rent(string? tenant) => tenant is null ? system.Rent(null) : app.Rent(tenant);

    public void Dispose()
    {
        app.Dispose();
        system.Dispose();
    }
}
