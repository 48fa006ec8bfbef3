using Binome.Contracts.Mail;
using Binome.Grains.Mail;

namespace Binome.Grains.Tests.Mail;

public sealed class MailRulesTests
{
    private const string Id = "mail_1";
    private static readonly MailDelivery Later = MailDelivery.Deferred("smtp.451");

    [Fact]
    public void Queued_BeginsTheFirstAttempt_AndIsWokenWhenItDies()
    {
        var (mail, effects) = MailRules.Queued([SignIn], Moments.Start);
        (mail.Status, mail.Attempts, mail.Letters.Single()).ShouldBe((MailStatus.Queued, 1, SignIn));
        effects.WakeUps.Single().DueAt.ShouldBe(Moments.Start + MailLimits.AttemptTimeMax);
        mail.NextAt.ShouldBe(Moments.Start + MailLimits.AttemptTimeMax);
    }

    [Fact]
    public void Attempted_WhenDelivered_KeepsNothingOfTheMail()
    {
        var (mail, effects) = MailRules.Attempted(Queued(), [MailDelivery.Done], Moments.Start);
        (mail.Status, mail.Letters.Length, mail.NextAt).ShouldBe((MailStatus.Delivered, 0, null));
        effects.WakeUps.Single().DueAt.ShouldBeNull();
        effects.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Attempted_WhenRefused_GivesUpAtOnce()
    {
        var (mail, effects) = MailRules.Attempted(Queued(), [MailDelivery.Refused("smtp.550")], Moments.Start);
        (mail.Status, mail.Letters.Length).ShouldBe((MailStatus.Failed, 0));
        var failed = effects.Events.Single();
        (failed.Type, failed.Resource).ShouldBe((EventTypes.MailFailed, Id));
        failed.Data("reason").ShouldBe("smtp.550");
        failed.Data("template").ShouldBe(MailTemplates.SignInLink);
        failed.Data("attempts").ShouldBe(1L);
    }

    [Fact]
    public void Attempted_WhenDeferredEveryTime_GivesUpAfterTheLastRetry()
    {
        var now = Moments.Start;
        var mail = Queued(Invitation);
        foreach (var pause in MailLimits.Retries)
        {
            mail = MailRules.Attempted(mail, [Later], now).Next;
            mail.NextAt.ShouldBe(now + pause);
            now += pause;
            mail = MailRules.Woken(mail, now).Next;
            mail.Status.ShouldBe(MailStatus.Queued);
        }
        var (last, effects) = MailRules.Attempted(mail, [Later], now);
        (last.Status, last.Letters.Length).ShouldBe((MailStatus.Failed, 0));
        effects.EventTypes().ShouldBe([EventTypes.MailFailed]);
    }

    [Fact]
    public void Woken_WhenEveryAttemptDied_GivesUpAsStuck()
    {
        var now = Moments.Start;
        var mail = Queued(Invitation);
        for (var death = 0; death <= MailLimits.Retries.Length; death++)
        {
            mail.Status.ShouldBe(MailStatus.Queued);
            now += MailLimits.AttemptTimeMax;
            (mail, _) = MailRules.Woken(mail, now);
        }
        mail.Status.ShouldBe(MailStatus.Failed);
    }

    [Fact]
    public void Woken_WhenTheLinkInItIsDead_GivesUpAsOutdated()
    {
        var (mail, effects) = MailRules.Woken(Queued(), Moments.Start.AddMinutes(15.1));
        mail.Status.ShouldBe(MailStatus.Failed);
        effects.Events.Single().Data("reason").ShouldBe(MailRules.Outdated);
    }

    [Fact]
    public void Woken_WhenOneOfTwoLettersIsOutdated_GivesUpThatOne_AndTriesTheOther()
    {
        var two = MailRules.Queued([SignIn, Invitation with { Id = "mail_2" }], Moments.Start).Next;
        var (mail, effects) = MailRules.Woken(two, Moments.Start.AddMinutes(15.1));
        (mail.Status, mail.Letters.Single().Id).ShouldBe((MailStatus.Queued, "mail_2"));
        (effects.Events.Single().Resource, effects.Events.Single().Data("reason")).ShouldBe((Id, MailRules.Outdated));
        effects.WakeUps.Single().DueAt.ShouldBe(mail.NextAt);
    }

    [Fact]
    public void Retries_OfALink_AllComeWhileItWorks()
    {
        var tried = MailLimits.Retries.Take(3).Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);
        tried.ShouldBeLessThan(MailTemplates.All[MailTemplates.SignInLink].UsefulFor);
    }

    [Fact]
    public void Attempted_WhenOneOfTwoLettersIsDeferred_TriesThatOneAgain()
    {
        var two = MailRules.Queued([Invitation, Invitation with { Id = "mail_2" }], Moments.Start).Next;
        var (mail, effects) = MailRules.Attempted(two, [MailDelivery.Done, Later], Moments.Start);
        (mail.Status, mail.Letters.Single().Id).ShouldBe((MailStatus.Queued, "mail_2"));
        mail.NextAt.ShouldBe(Moments.Start + MailLimits.Retries[0]);
        effects.Events.ShouldBeEmpty();
        MailRules.Attempted(mail, [MailDelivery.Done], Moments.Start).Next.Status.ShouldBe(MailStatus.Delivered);
    }

    [Fact]
    public void Attempted_WhenOneOfTwoLettersIsRefused_SaysWhich()
    {
        var two = MailRules.Queued([Invitation, Invitation with { Id = "mail_2" }], Moments.Start).Next;
        var (mail, effects) = MailRules.Attempted(
            two,
            [MailDelivery.Done, MailDelivery.Refused("smtp.550")],
            Moments.Start
        );
        (mail.Status, mail.Letters.Length).ShouldBe((MailStatus.Failed, 0));
        effects.Events.Single().Resource.ShouldBe("mail_2");
    }

    private static readonly WaitingLetter SignIn = new(Id, MailTemplates.SignInLink, "sealed");
    private static readonly WaitingLetter Invitation = new(Id, MailTemplates.Invitation, "sealed");

    private static MailState Queued(WaitingLetter? letter = null) =>
        MailRules.Queued([letter ?? SignIn], Moments.Start).Next;
}
