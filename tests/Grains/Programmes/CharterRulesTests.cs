using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

public sealed class CharterRulesTests
{
    private static readonly CharterText Own = new("# Ours", "# À nous");

    [Theory]
    [InlineData(ProgrammeKind.Reverse)]
    [InlineData(ProgrammeKind.Traditional)]
    [InlineData(ProgrammeKind.Peer)]
    [InlineData(ProgrammeKind.Cross)]
    [InlineData(ProgrammeKind.Flash)]
    public void Create_StartsWithTheTemplateOfTheKind_InBothLanguages(ProgrammeKind kind)
    {
        var charter = ProgrammeRules
            .Create(ProgrammeId, Complete(kind), Moments.Start)
            .Value.Effects.Single<CharterRow>();

        (charter.Version, charter.By).ShouldBe((1, null));
        foreach (var text in (string[])[charter.Text.En, charter.Text.Fr])
        {
            text.ShouldNotContain("{");
            text.Length.ShouldBeInRange(500, Limits.CharterCharactersMax);
        }
        charter.Text.Fr.ShouldNotContain("'");
    }

    [Fact]
    public void WriteCharter_MakesTheNextVersion_AndKeepsTheOthers()
    {
        var written = Write(Created()).Value;

        written.Change.State.Settings!.CharterVersion.ShouldBe(2);
        written.Change.Effects.Single<CharterRow>().ShouldBe(written.Charter);
        (written.Charter.Version, written.Charter.Text, written.Charter.By).ShouldBe((2, Own, Cora));
        written.Change.Effects.EventTypes().ShouldBe([EventTypes.ProgrammeCharterWritten]);
    }

    [Fact]
    public void WriteCharter_WhenSomebodyWroteMeanwhile_IsRefused() =>
        Write(Created(), ifVersion: 3).Failure!.Code.ShouldBe(FailureCodes.VersionMismatch);

    [Fact]
    public void WriteCharter_WhenTheProgrammeIsClosed_IsRefused() =>
        Write(In(ProgrammePhase.Closed)).Failure!.Code.ShouldBe(FailureCodes.ProgrammePhase);

    [Theory]
    [InlineData("", "x", "/en", FailureCodes.Required)]
    [InlineData("x", " ", "/fr", FailureCodes.Required)]
    public void WriteCharter_WhenALanguageIsMissing_IsRefused(string en, string fr, string pointer, string code)
    {
        var command = new WriteCharter(new CharterText(en, fr), null, By("req_2"));

        var refused = CharterRules.Write(ProgrammeId, Created(), command, Moments.Start).Failure!;

        (refused.Pointer, refused.Code).ShouldBe((pointer, code));
    }

    [Fact]
    public void Change_WhenTheKindChanges_TakesTheNewKindsTemplate_ButNotOverOwnWords()
    {
        var change = new ProgrammeChange { Kind = ProgrammeKind.Flash };

        var taken = ProgrammeRules.Change(ProgrammeId, Created(), change, Moments.Start).Value;
        var kept = ProgrammeRules.Change(ProgrammeId, Write(Created()).Value.Change.State, change, Moments.Start).Value;

        taken.Effects.Single<CharterRow>().Text.ShouldBe(CharterTemplates.For(ProgrammeKind.Flash));
        taken.State.Settings!.CharterVersion.ShouldBe(2);
        kept.Effects.Rows.OfType<CharterRow>().ShouldBeEmpty();
        kept.State.Settings!.CharterVersion.ShouldBe(2);
    }

    private static Outcome<(ProgrammeDecided Change, CharterRow Charter)> Write(
        ProgrammeState state,
        int? ifVersion = null
    ) => CharterRules.Write(ProgrammeId, state, new WriteCharter(Own, ifVersion, By("req_2")), Moments.Start);
}
