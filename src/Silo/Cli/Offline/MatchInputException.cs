namespace Binome.Silo.Cli.Offline;

/// <summary>What was given can't be matched; the message says what is wrong and what to do.</summary>
internal sealed class MatchInputException(string message) : Exception(message);
