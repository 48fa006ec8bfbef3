namespace Binome.Storage;

/// <summary>Where the product keeps what it knows.</summary>
public sealed class StorageOptions
{
    /// <summary>The folder of database, lock and keys; made with access for its owner alone when it is not there.</summary>
    public string DataPath { get; set; } = "./data";
}
