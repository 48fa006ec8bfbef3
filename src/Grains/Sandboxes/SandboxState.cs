using Binome.Contracts.Sandboxes;

namespace Binome.Grains.Sandboxes;

internal sealed record SandboxState : LedgerState
{
    public SandboxRow? Sandbox { get; init; }

    /// <summary>The organisation's name, which the tenant is made with anew.</summary>
    public string Name { get; init; } = "";

    /// <summary>The last advance or reset, by which one that comes again is known.</summary>
    public string? LastCommand { get; init; }

    /// <summary>When it is taken up again if the process dies, by the machine's clock; null while nothing goes on.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>When the reset under way was asked for, and where the clock stands after it (null: the machine's instant).</summary>
    public DateTimeOffset? ResetAskedAt { get; init; }

    public DateTimeOffset? StartsAt { get; init; }
}
