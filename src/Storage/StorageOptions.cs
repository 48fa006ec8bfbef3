namespace Binome.Storage;

/// <summary>The kinds of database.</summary>
public enum StorageProvider
{
    /// <summary>A file in the data folder; nothing to install.</summary>
    Sqlite,

    PostgreSql,
}

/// <summary>Where the product keeps what it knows.</summary>
public sealed class StorageOptions
{
    /// <summary>The folder of lock, keys and the SQLite database; made with access for its owner alone when it is not there.</summary>
    public string DataPath { get; set; } = "./data";

    public StorageProvider Provider { get; set; }

    /// <summary>How PostgreSQL is reached, as a user that may become <c>binome_app</c>, and the other roles unless they have their own.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Instead of <see cref="ConnectionString"/>, for a user that may become <c>binome_system</c>.</summary>
    public string? SystemConnectionString { get; set; }

    /// <summary>Instead of <see cref="ConnectionString"/>, for a user that may become <c>binome_owner</c>.</summary>
    public string? OwnerConnectionString { get; set; }

    /// <summary>
    /// Makes what the actor runtime itself keeps in PostgreSQL, in the schema <c>binome_cluster</c>; can be run again. Null when
    /// the process is alone.
    /// </summary>
    public string? ClusterScript { get; set; }
}
