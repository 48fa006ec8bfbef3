using System.Globalization;
using Binome.Api.Tests.House;
using Binome.Contracts.Matching;
using Binome.Contracts.Programmes;
using Binome.WebApi.Pages.Matching;
using Binome.WebApi.Pages.Words;
using Microsoft.Extensions.Localization;

namespace Binome.Api.Tests.Pages;

/// <summary>A run's page says what the run is at, in its reader's language.</summary>
[Collection(WholeProduct.Name)]
public sealed class RunPhaseTests(ApiFixture house)
{
    private static readonly MatchingRunRow Run = new(
        "mrn_1",
        "prg_1",
        MatchingRunStatus.Solving,
        new MatchingTerms(MatchingObjective.MostPairsFirst, [], new(), 0, true),
        [],
        0.3,
        new MatchingTotals(0, 0, 0, 0, 0, 0, 0, 0, 0),
        0,
        DateTimeOffset.UnixEpoch,
        null,
        null,
        null,
        MatchingRunPhase.Scoring
    );

    [Theory]
    [InlineData("en", "Scoring every pair · 30")]
    [InlineData("fr", "Évaluation de chaque binôme · 30")]
    public void Text_OfARunThatIsSolving_NamesItsPhase(string language, string expected) =>
        Text(Run, language).ShouldStartWith(expected);

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Text_OfEveryPhase_IsWords(string language)
    {
        var texts = Enum.GetValues<MatchingRunPhase>().Select(phase => Text(Run with { Phase = phase }, language));

        texts.Distinct().Count().ShouldBe(Enum.GetValues<MatchingRunPhase>().Length);
        texts.ShouldAllBe(text => !text.Contains("run_phase"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Text_OfARunFromARelease_ThatKnewNoPhases_IsItsPercent(string language) =>
        Text(Run with { Phase = null }, language).ShouldStartWith("30");

    private string Text(MatchingRunRow run, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return RunModel.StateOf(run, house.Service<IStringLocalizer<MatchingWords>>()).Text;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
