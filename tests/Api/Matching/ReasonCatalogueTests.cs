using Binome.Contracts.Matching;
using Binome.WebApi.Matching;

namespace Binome.Api.Tests.Matching;

public sealed class ReasonCatalogueTests
{
    // Codes and parameters as the matching engine documents them; the API does not refer to the engine.
    public static TheoryData<string, string> Reasons =>
        new()
        {
            { "missing_data", "side" },
            { "skills_covered", "covered,wanted,skills" },
            { "skills_not_covered", "wanted" },
            { "skills_shared", "shared,total,skills" },
            { "intentions_meet", "mentor,mentee" },
            { "intentions_apart", "" },
            { "intentions_shared", "shared,total" },
            { "same", "value" },
            { "neighbours", "mentor,mentee" },
            { "different", "mentor,mentee" },
            { "same_country", "mentor,mentee,country" },
            { "seniority_gap", "gap" },
            { "tenure_gap", "gap" },
            { "availability_shared", "hours" },
            { "availability_none", "" },
            { "themes_shared", "shared,themes" },
            { "themes_apart", "" },
            { "no_eligible_counterpart", "rule" },
            { "below_minimum_score", "best_score" },
            { "outcompeted", "best_score" },
            { "by_chance", "" },
        };

    private static readonly string[] Criteria =
    [
        "skills",
        "intentions",
        "learner_profile",
        "job_family",
        "communication_style",
        "subsidiary",
        "site",
        "seniority_gap",
        "tenure_gap",
        "availability",
        "themes",
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Message_WhenTheEngineGivesAReason_IsASentenceInBothLanguages(string code, string names)
    {
        var arguments = names
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => new ReasonArgument(name, "0.42"))
            .ToImmutableArray();

        var english = ReasonCatalogue.Message(code, arguments, Language.English);
        var french = ReasonCatalogue.Message(code, arguments, Language.French);

        english.ShouldNotContain("{");
        french.ShouldNotContain("{");
        english.ShouldEndWith(".");
        english.ShouldNotBe(french);
    }

    [Fact]
    public void Reasons_HaveNoneThatTheEngineDoesNotGive() =>
        ReasonCatalogue
            .Reasons.Select(entry => entry.Code)
            .ShouldBe(Reasons.Select(row => (string)row[0]), ignoreOrder: true);

    [Fact]
    public void Criteria_AreAllNamed() =>
        ReasonCatalogue.Criteria.Select(entry => entry.Code).ShouldBe(Criteria, ignoreOrder: true);

    [Fact]
    public void Message_WhenARuleDominates_SaysItInWords() =>
        ReasonCatalogue
            .Message("no_eligible_counterpart", [new("rule", "reporting_line")], Language.French)
            .ShouldContain("ligne hiérarchique");

    [Fact]
    public void Message_WhenTheCodeIsUnknown_TellsCodeAndValues() =>
        ReasonCatalogue.Message("brand_new", [new("gap", "3")], Language.English).ShouldBe("brand_new: gap 3");
}
