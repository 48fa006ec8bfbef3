namespace Binome.Storage;

/// <summary>The database would let one tenant see another's rows; nothing is served from it.</summary>
public sealed class UnsafeDatabaseException(string message) : Exception(message);
