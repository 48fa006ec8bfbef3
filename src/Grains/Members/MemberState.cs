using Binome.Contracts.Members;

namespace Binome.Grains.Members;

internal sealed record MemberState : LedgerState
{
    public MemberRow? Member { get; init; }

    /// <summary>Links that can still be used, oldest first, at most <see cref="MemberLimits.LinksPerMemberMax"/>.</summary>
    public ImmutableArray<SignInLinkRow> Links { get; init; } = [];

    /// <summary>Living sessions, oldest first, at most <see cref="MemberLimits.SessionsPerMemberMax"/>.</summary>
    public ImmutableArray<MemberSessionRow> Sessions { get; init; } = [];

    /// <summary>The instant of the wake-up that ends the keys of a disabled member; null when none is set.</summary>
    public DateTimeOffset? KeysEndAt { get; init; }
}

/// <summary>A decided change: the state to store and all that is committed with it.</summary>
internal sealed record MemberDecision(MemberState State, Effects Effects);
