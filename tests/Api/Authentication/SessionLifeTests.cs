using Binome.Contracts.Members;
using Binome.Contracts.Tenants;
using Binome.WebApi.Authentication;
using Binome.WebApi.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Binome.Api.Tests.Authentication;

/// <summary>What ends a session and a run of tries, by the clock.</summary>
public sealed class SessionLifeTests
{
    private static readonly DateTimeOffset Begun = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Session_NobodyUses_EndsAfterTheIdleTime()
    {
        Ends(usedAt: null, Begun + MemberLimits.SessionIdleMax).ShouldBeTrue();
        Ends(usedAt: null, Begun + MemberLimits.SessionIdleMax - TimeSpan.FromMinutes(1)).ShouldBeFalse();
        Ends(usedAt: Begun.AddHours(6), Begun + MemberLimits.SessionIdleMax).ShouldBeFalse();
    }

    [Fact]
    public void Session_InConstantUse_EndsAfterItsWholeLife()
    {
        var end = Begun + MemberLimits.SessionLife;
        Ends(end.AddMinutes(-1), end.AddMilliseconds(-1)).ShouldBeFalse();
        Ends(end.AddMinutes(-1), end).ShouldBeTrue();
    }

    [Fact]
    public void Tries_AreBoundedPerNetwork_WhateverTheAccount_AndForgivenAfterTheWindow()
    {
        var time = new FakeTimeProvider(Begun);
        var throttle = new SignInThrottle(time);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.7");
        for (var number = 0; number < SignInThrottle.TriesPerAddressMax; number++)
            throttle.PasswordTried(context, $"{number}@example.org").ShouldBeNull();

        throttle.PasswordTried(context, "another@example.org")!.Code.ShouldBe(FailureCodes.SignInTooMany);
        throttle.LinkAsked(context, "another@example.org")!.Code.ShouldBe(FailureCodes.SignInTooMany);
        var elsewhere = new DefaultHttpContext();
        elsewhere.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.8");
        throttle.PasswordTried(elsewhere, "another@example.org").ShouldBeNull();
        time.Advance(SignInThrottle.Window);
        throttle.PasswordTried(context, "another@example.org").ShouldBeNull();
    }

    private static bool Ends(DateTimeOffset? usedAt, DateTimeOffset now)
    {
        var session = new MemberSessionRow("sgn_1", "mbr_1", "hash", Begun, Begun + MemberLimits.SessionLife, null);
        var member = new MemberRow(
            "mbr_1",
            "ada@acme.example",
            "Ada",
            "en",
            [HeldRole.Of(Role.Owner)],
            null,
            MemberStatus.Active,
            null,
            Begun,
            null,
            Begun,
            Begun
        );
        return !new KnownSession(new FoundSession("ten_a", session, member, usedAt)).Authenticate(now).Succeeded;
    }
}
