namespace Binome.Grains.Tests;

public sealed class LedgerEventTests
{
    [Theory]
    [InlineData("Zoé Martin")]
    [InlineData("Marie Curie")]
    [InlineData("zoe.martin@acme.example")]
    [InlineData("Zoé")]
    [InlineData("she was late, again")]
    [InlineData("two\nlines")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public void LedgerEvent_WhenAValueCouldBePrivate_Refuses(string text)
    {
        var refused = Should.Throw<ArgumentException>(() => new LedgerEvent("pair.opened", "pair_1", ("field", text)));

        refused.Message.ShouldNotContain(text, Case.Sensitive);
    }

    [Fact]
    public void LedgerEvent_WhenValuesAreIdsCodesNumbersAndInstants_KeepsThem()
    {
        var happened = new LedgerEvent(
            "pair.opened",
            "pair_1",
            ("id", "ptc_01abc"),
            ("code", "participant.capacity_reached"),
            ("count", 3),
            ("score", 0.75),
            ("go", true),
            ("at", Moments.Start),
            ("nothing", (string?)null)
        );

        happened
            .Data.Select(field => field.Value.Content)
            .ShouldBe(["ptc_01abc", "participant.capacity_reached", 3L, 0.75, true, Moments.Start, null]);
    }

    [Fact]
    public void LedgerEvent_WhenItHasTooManyFields_Refuses()
    {
        var fields = Enumerable.Range(0, 33).Select(at => ($"f{at}", (EventValue)at)).ToArray();

        Should.Throw<ArgumentException>(() => new LedgerEvent("pair.opened", "pair_1", fields));
    }
}
