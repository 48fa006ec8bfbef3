namespace Binome.Storage;

/// <summary>The database does not fit this release: it is newer, or a migration differs from the one it was built with.</summary>
public sealed class MigrationException(string message) : Exception(message);
