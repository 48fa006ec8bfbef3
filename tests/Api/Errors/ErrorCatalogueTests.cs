using System.Reflection;
using System.Text.RegularExpressions;
using Binome.WebApi.People;

namespace Binome.Api.Tests.Errors;

public sealed partial class ErrorCatalogueTests
{
    // What the import of a file reports about its rows; the codes are made in the grains.
    private static readonly string[] RowCodes =
    [
        "row.employee_id_missing",
        "row.first_name_missing",
        "row.last_name_missing",
        "row.email_missing",
        "row.email_invalid",
        "row.email_duplicate",
        "row.employee_id_duplicate",
        "row.email_taken",
        "row.reporting_cycle",
        "row.manager_unknown",
        "row.manager_self",
        "row.hire_date_invalid",
        "row.seniority_level_invalid",
        "row.time_zone_unknown",
        "row.country_invalid",
        "row.language_invalid",
        "row.roles_invalid",
        "row.skills_invalid",
        "row.learner_profile_invalid",
        "row.capacity_invalid",
        "row.availability_invalid",
        "row.intentions_invalid",
        "row.themes_invalid",
        "row.attributes_invalid",
        "row.priority_invalid",
        "row.too_long",
        "row.leaver",
    ];

    private static readonly string[] Used =
    [
        .. Constants(typeof(FailureCodes)),
        .. Constants(typeof(TransportCodes)),
        .. Constants(typeof(HrCsvFailure)),
        .. Constants(typeof(HrCsvProblem)),
        .. RowCodes,
    ];

    public static TheoryData<string> Codes => [.. Used];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Of_WhenCodeIsUsedAnywhere_HasAnEntry(string code) => ErrorCatalogue.Knows(code).ShouldBeTrue(code);

    [Fact]
    public void All_HasEachCodeOnce() =>
        ErrorCatalogue.All.GroupBy(entry => entry.Code).Where(group => group.Count() > 1).ShouldBeEmpty();

    [Fact]
    public void All_HoldsNothingThatIsNotUsed() =>
        ErrorCatalogue.All.Select(entry => entry.Code).Except(Used).ShouldBeEmpty();

    [Fact]
    public void All_HasTwoDifferentTexts()
    {
        foreach (var entry in ErrorCatalogue.All)
        {
            entry.English.Length.ShouldBeGreaterThan(20, entry.Code);
            entry.French.Length.ShouldBeGreaterThan(20, entry.Code);
            entry.English.ShouldNotBe(entry.French, entry.Code);
            entry.Status.ShouldBeInRange(400, 503, entry.Code);
        }
    }

    [Fact]
    public void All_NamesTheSameArgumentsInBothLanguages()
    {
        foreach (var entry in ErrorCatalogue.All)
            Places(entry.English).ShouldBe(Places(entry.French), entry.Code);
    }

    [Fact]
    public void Of_WhenCodeIsNewerThanTheEdge_IsStillARefusal() => ErrorCatalogue.Of("new.code").Status.ShouldBe(409);

    private static string[] Places(string text) =>
        [.. Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
