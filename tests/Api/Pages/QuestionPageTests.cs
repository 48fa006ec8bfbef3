using System.Net;
using Binome.WebApi.Pages.Matching;

namespace Binome.Api.Tests.Pages;

/// <summary>What somebody asks of a matching run in the browser, by forms and links alone.</summary>
public sealed class QuestionPageTests(PageCompany company) : IClassFixture<PageCompany>
{
    private string Run => $"/app/matching/{company.Ids["run"]}";

    [Fact]
    public async Task WhyNot_OfTwoWhoAreAPair_SaysSo_AndOffersARunWithoutThem()
    {
        var (mentor, mentee) = await AProposedPair();

        var page = await company.Owner.Open($"{Run}/why-not?mentor={mentor}&mentee={mentee}");

        page.ShouldContain("They are a pair in the best solution of this run.");
        page.ShouldContain($"what-if?forbid={mentor}{WhatIfModel.PairSeparator}{mentee}");
    }

    [Fact]
    public async Task WhyNot_OfANameThatNobodyHas_SaysSo()
    {
        var page = await company.Owner.Open($"{Run}/why-not?mentor=Xyzzy");

        page.ShouldContain("Nobody in this programme fits.");
        page.ShouldNotContain("id=\"answer\"");
    }

    [Fact]
    public async Task WhatIf_WithoutAPair_RunsBesideTheFirst_AndShowsWhatItCosts()
    {
        var (mentor, mentee) = await AProposedPair();
        var form = $"{Run}/what-if?forbid={mentor}{WhatIfModel.PairSeparator}{mentee}";

        var compare = await company.Owner.Send(
            form,
            form,
            ("pairs.0.kind", "excluded"),
            ("pairs.0.mentor", mentor),
            ("pairs.0.mentee", mentee),
            ("pairs.0.reason", "They share an office."),
            ("pairs.0.kept", "true"),
            ("criteria.0.weight", "77")
        );
        var page = await company.Owner.OpenWhen(compare, "What was asked differently");

        compare.ShouldEndWith($"/compare?with={company.Ids["run"]}");
        page.ShouldContain("77, Complementary");
        page.ShouldContain("Not as a pair");
        page.ShouldContain("They share an office.");
        page.ShouldContain("The two runs weigh differently");
    }

    [Fact]
    public async Task WhatIf_WithoutAReason_AsksForIt()
    {
        var (mentor, mentee) = await AProposedPair();
        var form = $"{Run}/what-if?forbid={mentor}{WhatIfModel.PairSeparator}{mentee}";

        var page = await company.Owner.SendFaulty(
            form,
            form,
            ("pairs.0.kind", "excluded"),
            ("pairs.0.mentor", mentor),
            ("pairs.0.mentee", mentee),
            ("pairs.0.reason", ""),
            ("pairs.0.kept", "true")
        );

        page.ShouldContain("href=\"#field-pairs-0-reason\"");
    }

    [Fact]
    public async Task Compare_WithARunThatIsNotOfTheProgramme_IsNotThere()
    {
        var elsewhere = Contracts.Ids.New(Contracts.Ids.MatchingRun, TimeProvider.System.GetUtcNow());

        using var response = await company.Owner.Get($"{Run}/compare?with={elsewhere}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Certificate_WhenChecked_Holds_AndCanBeTakenAlong()
    {
        var page = await company.Owner.Open($"{Run}/certificate?check=true");

        page.ShouldContain("Checked: the proof holds");
        var proof = $"/v1/matching_runs/{company.Ids["run"]}/proof";
        page.ShouldContain($"href=\"{proof}\"");
        (await company.Owner.Take(proof)).ShouldStartWith("{\"format\":\"binome.matching_proof\"");
    }

    [Fact]
    public async Task Cancel_OfARunThatHasEnded_IsRefusedInWords()
    {
        var page = await company.Owner.SendFaulty($"{Run}/cancel", $"{Run}/cancel");

        page.ShouldContain("role=\"alert\"");
    }

    [Fact]
    public async Task Exclusion_WithoutAReason_AsksForIt()
    {
        var (mentor, mentee) = await AProposedPair();
        var form = $"/app/programmes/{company.Ids["programme"]}/exclusions/new?one={mentor}&other={mentee}";

        var page = await company.Owner.SendFaulty(form, form, ("one", mentor), ("other", mentee), ("reason", ""));

        page.ShouldContain("href=\"#field-reason\"");
    }

    [Fact]
    public async Task Exclusions_NameTheReasonAndWhoGaveIt()
    {
        var page = await company.Owner.Open($"/app/programmes/{company.Ids["programme"]}/exclusions");

        page.ShouldContain("They are a couple.");
        page.ShouldContain($"exclusions/{company.Ids["exclusion"]}/lift");
    }

    [Fact]
    public async Task Unmatched_OfARunWithAHighMinimum_SaysWhatWouldHelp()
    {
        var form = $"{Run}/what-if";
        var compare = await company.Owner.Send(form, form, ("minimum_score", "1"));
        await company.Owner.OpenWhen(compare, "What was asked differently");

        var page = await company.Owner.Open(
            compare[..compare.IndexOf("/compare", StringComparison.Ordinal)] + "/unmatched"
        );

        page.ShouldContain("What would help");
        page.ShouldMatch("A minimum score of|could be paired with");
    }

    private async Task<(string Mentor, string Mentee)> AProposedPair()
    {
        var review = await company.Owner.Open($"{Run}/review?decision=all");
        var people = Reader.Ids(review, Contracts.Ids.Participant);
        return (people[0], people[1]);
    }
}
