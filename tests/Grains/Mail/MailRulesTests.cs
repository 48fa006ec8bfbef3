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
        var (mail, effects) = MailRules.Queued(MailSamples.SignIn, "sealed", Moments.Start);
        (mail.Status, mail.Attempts, mail.Letter).ShouldBe((MailStatus.Queued, 1, "sealed"));
        effects.WakeUps.Single().DueAt.ShouldBe(Moments.Start + MailLimits.AttemptTimeMax);
        mail.NextAt.ShouldBe(Moments.Start + MailLimits.AttemptTimeMax);
    }

    [Fact]
    public void Attempted_WhenDelivered_KeepsNothingOfTheMail()
    {
        var (mail, effects) = MailRules.Attempted(Id, Queued(), MailDelivery.Done, Moments.Start);
        (mail.Status, mail.Letter, mail.NextAt).ShouldBe((MailStatus.Delivered, null, null));
        effects.WakeUps.Single().DueAt.ShouldBeNull();
        effects.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Attempted_WhenRefused_GivesUpAtOnce()
    {
        var (mail, effects) = MailRules.Attempted(Id, Queued(), MailDelivery.Refused("smtp.550"), Moments.Start);
        (mail.Status, mail.Letter).ShouldBe((MailStatus.Failed, null));
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
        var mail = Queued(MailSamples.Invitation);
        foreach (var pause in MailLimits.Retries)
        {
            mail = MailRules.Attempted(Id, mail, Later, now).Next;
            mail.NextAt.ShouldBe(now + pause);
            now += pause;
            mail = MailRules.Woken(Id, mail, now).Next;
            mail.Status.ShouldBe(MailStatus.Queued);
        }
        var (last, effects) = MailRules.Attempted(Id, mail, Later, now);
        (last.Status, last.Letter).ShouldBe((MailStatus.Failed, null));
        effects.EventTypes().ShouldBe([EventTypes.MailFailed]);
    }

    [Fact]
    public void Woken_WhenEveryAttemptDied_GivesUpAsStuck()
    {
        var now = Moments.Start;
        var mail = Queued(MailSamples.Invitation);
        for (var death = 0; death <= MailLimits.Retries.Length; death++)
        {
            mail.Status.ShouldBe(MailStatus.Queued);
            now += MailLimits.AttemptTimeMax;
            (mail, _) = MailRules.Woken(Id, mail, now);
        }
        mail.Status.ShouldBe(MailStatus.Failed);
    }

    [Fact]
    public void Woken_WhenTheLinkInItIsDead_GivesUpAsOutdated()
    {
        var (mail, effects) = MailRules.Woken(Id, Queued(), Moments.Start.AddMinutes(15.1));
        mail.Status.ShouldBe(MailStatus.Failed);
        effects.Events.Single().Data("reason").ShouldBe(MailRules.Outdated);
    }

    [Fact]
    public void Retries_OfALink_AllComeWhileItWorks()
    {
        var tried = MailLimits.Retries.Take(3).Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);
        tried.ShouldBeLessThan(MailTemplates.All[MailTemplates.SignInLink].UsefulFor);
    }

    private static MailState Queued(QueueMail? mail = null) =>
        MailRules.Queued(mail ?? MailSamples.SignIn, "sealed", Moments.Start).Next;
}
