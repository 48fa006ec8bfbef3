using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Binome.Silo.Hosting;

/// <summary>
/// What one node seals or signs, every other must open: mail that waits, private words, cookies of forms. The first node of
/// a cluster seals a word into the database; one that can't open it has keys of its own, and does not start.
/// </summary>
internal static class SharedKeys
{
    private const string Purpose = "binome.cluster";
    private const string Word = "shared";

    // Held while the first key of an empty folder is made, so that two nodes at once make one.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtext('binome shared keys'))";
    private const string FindSql = "SELECT sealed FROM shared_keys WHERE id = 1";
    private const string AddSql = "INSERT INTO shared_keys (id, sealed) VALUES (1, $1)";

    /// <exception cref="SettingsException">This node's keys are not those of the cluster.</exception>
    public static async Task Check(IServiceProvider services, BinomeSettings settings)
    {
        var protector = services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
        await using var connection = new NpgsqlConnection(settings.Cluster.ConnectionTo(settings.Storage));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, LockSql);
        if (await Run(connection, FindSql) is string sealedWord)
            Require(protector, sealedWord, settings);
        else
            await Run(connection, AddSql, protector.Protect(Word));
        await transaction.CommitAsync();
    }

    private static void Require(IDataProtector protector, string sealedWord, BinomeSettings settings)
    {
        try
        {
            protector.Unprotect(sealedWord);
        }
        catch (CryptographicException)
        {
            throw new SettingsException(
                nameof(BinomeSettings.KeysPath),
                settings.KeysPath,
                "the folder of keys that all nodes of this cluster share"
            );
        }
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, params string[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteScalarAsync();
    }
}
