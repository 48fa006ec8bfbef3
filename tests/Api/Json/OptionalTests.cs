using System.Text.Json;
using Binome.Contracts.People;
using Binome.WebApi.Json;

namespace Binome.Api.Tests.Json;

public sealed class OptionalTests
{
    [Fact]
    public void Read_WhenAbsent_IsNotGiven() => Read("{}").JobTitle.Given.ShouldBeFalse();

    [Fact]
    public void Read_WhenNull_IsGivenAndNull()
    {
        var change = Read("""{"job_title":null,"hire_date":null,"skills_offered":null}""");
        change.JobTitle.Given.ShouldBeTrue();
        change.JobTitle.Value.ShouldBeNull();
        change.HireDate.Given.ShouldBeTrue();
        change.HireDate.Value.ShouldBeNull();
        change.SkillsOffered.Value.ShouldBeNull();
    }

    [Fact]
    public void Read_WhenGiven_IsTheValue()
    {
        var change = Read(
            """{"job_title":"Lead","hire_date":"2021-09-01","seniority_level":3,"roles":"both","intentions":["network"]}"""
        );
        change.JobTitle.Value.ShouldBe("Lead");
        change.HireDate.Value.ShouldBe(new DateOnly(2021, 9, 1));
        change.SeniorityLevel.Value.ShouldBe(3);
        change.Roles.Value.ShouldBe(DefaultRoles.Both);
        change.Intentions.Value!.Value.ShouldBe(["network"]);
    }

    [Fact]
    public void Read_WhenNullForAValueThatCannotBeCleared_IsRefused() =>
        Should.Throw<JsonException>(() => Read("""{"roles":null}"""));

    private static ProfileChange Read(string json) => JsonSerializer.Deserialize(json, ApiJson.Info<ProfileChange>())!;
}
