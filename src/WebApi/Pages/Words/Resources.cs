namespace Binome.WebApi.Pages.Words;

/// <summary>What every page says: its frame, forms, states and errors.</summary>
internal sealed class SharedWords;

internal sealed class WelcomeWords;

internal sealed class OutboxWords;
