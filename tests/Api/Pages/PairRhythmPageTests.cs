namespace Binome.Api.Tests.Pages;

/// <summary>A pair gets a rhythm of its own from its page, and what can't be one is said at its field.</summary>
public sealed class PairRhythmPageTests(PageCompany company) : IClassFixture<PageCompany>
{
    [Fact]
    public async Task Rhythm_OfOnePair_IsShown_Saved_AndRefusedAtItsField()
    {
        var home = $"/app/pairs/{company.Ids["pair"]}";
        var page = await company.Owner.Open($"{home}/rhythm");
        page.ShouldContain("keeps the rhythm of its programme");
        Value(page, "cadence.min_days").ShouldBe("21");

        var faulty = await company.Owner.SendFaulty($"{home}/rhythm", $"{home}/rhythm", Fields("30", "20"));
        faulty.ShouldContain("aria-invalid=\"true\"");
        Value(faulty, "cadence.min_days").ShouldBe("30");
        (await company.Owner.Send($"{home}/rhythm", $"{home}/rhythm", Fields("14", "20"))).ShouldBe(home);

        (await company.Owner.Open(home)).ShouldContain("Its own");
        page = await company.Owner.Open($"{home}/rhythm");
        page.ShouldContain("a rhythm of its own");
        Value(page, "cadence.min_days").ShouldBe("14");
        Value(page, "rhythm.remind_days_before").ShouldBe("3");

        page.ShouldContain("Go back to the programme’s rhythm");
        (await company.Owner.Send($"{home}/rhythm", $"{home}/rhythm?handler=reset")).ShouldBe(home);
        var pair = await company.Owner.Open(home);
        pair.ShouldContain("As in the programme");
        pair.ShouldContain("Rhythm of the programme restored by");
        page = await company.Owner.Open($"{home}/rhythm");
        Value(page, "cadence.min_days").ShouldBe("21");
        page.ShouldNotContain("Go back to the programme’s rhythm");
    }

    private static (string, string)[] Fields(string least, string most) =>
        [
            ("cadence.min_days", least),
            ("cadence.max_days", most),
            ("cadence.first_min_days", "7"),
            ("cadence.first_max_days", "14"),
            ("rhythm.remind_days_before", "3"),
            ("rhythm.flag_after_days", "35"),
            ("rhythm.stuck_after_days", "21"),
            ("rhythm.close_after_days", "90"),
            ("rhythm.closing_notice_days", "7"),
            ("rhythm.monday", "true"),
        ];

    private static string Value(string page, string name) =>
        System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;
}
