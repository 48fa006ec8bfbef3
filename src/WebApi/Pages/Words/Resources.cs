namespace Binome.WebApi.Pages.Words;

/// <summary>What every page says: its frame, forms, states and errors.</summary>
internal sealed class SharedWords;

internal sealed class WelcomeWords;

internal sealed class HomeWords;

internal sealed class PeopleWords;

internal sealed class ProgrammeWords;

internal sealed class GuideWords;

internal sealed class IntakeWords;

internal sealed class MatchingWords;

internal sealed class MessageWords;

internal sealed class PairWords;

internal sealed class AgendaWords;

internal sealed class SessionWords;

internal sealed class AccountWords;

internal sealed class SandboxWords;

internal sealed class OutboxWords;

internal sealed class WebhookWords;

internal sealed class BillingWords;
