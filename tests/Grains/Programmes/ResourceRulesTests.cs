using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

public sealed class ResourceRulesTests
{
    private static readonly ResourceWords Words = new("Ours", "# Text");

    private static readonly WriteResource Brief = new(
        ResourceKind.RoleBrief,
        PairRole.Mentor,
        Words,
        Words,
        Hidden: false,
        IsNew: false,
        IfVersion: null,
        By("req_1")
    );

    [Fact]
    public void Write_OfATemplate_IsPossibleWithoutMakingItFirst() => Refusal(Brief).ShouldBeNull();

    [Fact]
    public void Write_OfSomethingThatIsNotThere_FindsNothing_UnlessItIsMade()
    {
        Refusal(Brief, "rsc_1")!.Code.ShouldBe(FailureCodes.NotFound);
        Refusal(Brief with { IsNew = true }, "rsc_1").ShouldBeNull();
        ResourceRules
            .Refusal("role_brief_mentor", programme: null, 0, exists: false, 0, Brief)!
            .Code.ShouldBe(FailureCodes.NotFound);
    }

    [Fact]
    public void Write_OfATemplateForAnotherRoleOrKind_IsRefused()
    {
        Refusal(Brief with { For = PairRole.Mentee })!.Pointer.ShouldBe("/for");
        Refusal(Brief with { For = null })!.Pointer.ShouldBe("/for");
        Refusal(Brief with { Kind = ResourceKind.Guide })!.Pointer.ShouldBe("/kind");
    }

    [Fact]
    public void Write_AgainstAnotherVersion_IsRefused()
    {
        Refusal(Brief with { IfVersion = 0 }).ShouldBeNull();
        Refusal(Brief with { IfVersion = 3 })!.Code.ShouldBe(FailureCodes.VersionMismatch);
    }

    [Fact]
    public void Write_BeyondTheLimit_IsRefused_ButNotOfWhatIsThere()
    {
        var full = Limits.ResourcesPerProgrammeMax;
        Refusal(Brief, written: full)!.Code.ShouldBe(FailureCodes.TooMany);
        Refusal(Brief, written: full, exists: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "text", "/fr/title", FailureCodes.Required)]
    [InlineData("Titre", "", "/fr/text", FailureCodes.Required)]
    public void Write_WithoutWordsOfOneLanguage_SaysWhich(string title, string text, string pointer, string code)
    {
        var failure = Refusal(Brief with { Fr = new ResourceWords(title, text) })!;
        (failure.Pointer, failure.Code).ShouldBe((pointer, code));
    }

    [Fact]
    public void Write_OfTooMuch_IsRefused() =>
        Refusal(Brief with { En = Words with { Text = new string('a', Limits.ResourceCharactersMax + 1) } })!
            .Code.ShouldBe(FailureCodes.TooLong);

    [Fact]
    public void Write_InAClosedProgramme_IsRefused() =>
        ResourceRules
            .Refusal(
                "role_brief_mentor",
                ProgrammeRules.Row(ProgrammeId, In(ProgrammePhase.Closed)),
                0,
                exists: false,
                0,
                Brief
            )!
            .Code.ShouldBe(FailureCodes.ProgrammePhase);

    private static Failure? Refusal(
        WriteResource command,
        string id = "role_brief_mentor",
        int written = 0,
        bool exists = false
    ) => ResourceRules.Refusal(id, ProgrammeRules.Row(ProgrammeId, Created()), written, exists, 0, command);
}
