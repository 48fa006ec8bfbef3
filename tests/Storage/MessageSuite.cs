using Binome.Contracts.Messages;

namespace Binome.Storage.Tests;

public abstract class MessageSuite<TFixture> : StorageSuite<TFixture>
    where TFixture : StorageFixture, new()
{
    private IMessageRows Messages => Get<IMessageRows>();

    [Fact]
    public async Task List_WhenAsked_IsThePersonsOwn_NewestFirst()
    {
        await Put(Acme, Message("msg_1"), Message("msg_2"), Message("msg_3", "ptc_2"));

        var first = await Messages.List(Acme, "ptc_1", new PageOf(1, null));
        var second = await Messages.List(Acme, "ptc_1", new PageOf(1, "msg_2"));

        (first.HasMore, first.Items.Single().Row.Id).ShouldBe((true, "msg_2"));
        (second.HasMore, second.Items.Single().Row.Id).ShouldBe((false, "msg_1"));
        (await Messages.List(Other, "ptc_1", new PageOf(10, null))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_WhenAsked_LeavesOutThoseOfOthers()
    {
        await Put(Acme, Message("msg_1"), Message("msg_3", "ptc_2"));

        (await Messages.Many(Acme, "ptc_1", ["msg_1", "msg_3", "msg_9"])).Single().Id.ShouldBe("msg_1");
    }

    [Fact]
    public async Task Preferences_WhenChosen_AreRead()
    {
        var chosen = ImmutableSortedDictionary<string, MessageDelivery>.Empty.Add("rhythm", MessageDelivery.Digest);
        await Put(Acme, new PreferencesRow("ptc_1", chosen));

        (await Messages.Preferences(Acme, "ptc_1"))!.Row.Of("rhythm").ShouldBe(MessageDelivery.Digest);
        (await Messages.Preferences(Acme, "ptc_2")).ShouldBeNull();
        (await Messages.Preferences(Other, "ptc_1")).ShouldBeNull();
    }

    private static MessageRow Message(string id, string participant = "ptc_1") =>
        new(
            id,
            participant,
            "rhythm",
            "session_due",
            ImmutableSortedDictionary<string, string>.Empty.Add("other", "Zoé Čapek"),
            "/app/my-pairs",
            StorageFixture.Start,
            ReadAt: null
        );
}
