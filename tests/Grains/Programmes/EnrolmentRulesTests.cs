using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Grains.Programmes;
using Binome.Grains.Tests.People;
using static Binome.Grains.Tests.Moments;
using static Binome.Grains.Tests.Programmes.ProgrammeSamples;

namespace Binome.Grains.Tests.Programmes;

public sealed class EnrolmentRulesTests
{
    private static readonly Actor Actor = new("req_1", "key_1", null);

    [Theory]
    [InlineData(DefaultRoles.Mentor, null, "Mentor")]
    [InlineData(DefaultRoles.Mentee, null, "Mentee")]
    [InlineData(DefaultRoles.Both, null, "Mentor,Mentee")]
    [InlineData(DefaultRoles.Mentor, PairRole.Mentee, "Mentee")]
    [InlineData(DefaultRoles.None, PairRole.Mentor, "Mentor")]
    public void Named_WhenARoleIsAskedOrUsual_EnrolsInIt(DefaultRoles usual, PairRole? asked, string roles)
    {
        var rows = Named(Created(), [Person("ptc_1", usual)], new EnrolOne("ptc_1", asked)).Value;

        string.Join(',', rows.Select(row => row.Role)).ShouldBe(roles);
        rows.Select(row => row.Id).Distinct().Count().ShouldBe(rows.Length);
    }

    [Fact]
    public void Named_WhenSomebodyHasNoRole_EnrolsNobody()
    {
        ImmutableArray<ParticipantRow> people =
        [
            Person("ptc_1", DefaultRoles.Both),
            Person("ptc_2", DefaultRoles.None),
        ];

        var failure = Named(Created(), people, new EnrolOne("ptc_1", null), new EnrolOne("ptc_2", null)).Failure!;

        (failure.Code, failure.Pointer).ShouldBe((FailureCodes.ParticipantWithoutRole, "/participants/1/role"));
    }

    [Fact]
    public void Named_WhenSomebodyIsUnknown_NamesTheirPlace()
    {
        var failure = Named(Created(), [], new EnrolOne("ptc_9", PairRole.Mentor)).Failure!;

        (failure.Code, failure.Pointer, failure.Arguments.Single()).ShouldBe(
            (FailureCodes.ParticipantUnknown, "/participants/0/participant", "ptc_9")
        );
    }

    [Fact]
    public void Named_WhenTheirSubsidiaryTakesNoPart_IsRefused() =>
        Named(Limited(), [Person("ptc_1", DefaultRoles.Both, "Acme Spain")], new EnrolOne("ptc_1", null))
            .Failure!.Code.ShouldBe(FailureCodes.ParticipantOutside);

    [Fact]
    public void Named_WhenAskedAgain_DerivesTheSameIds()
    {
        var first = Named(Created(), [Person("ptc_1", DefaultRoles.Both)], new EnrolOne("ptc_1", null)).Value;
        var again = Named(Created(), [Person("ptc_1", DefaultRoles.Both)], new EnrolOne("ptc_1", null)).Value;

        again.Select(row => row.Id).ShouldBe(first.Select(row => row.Id));
    }

    [Fact]
    public void Fitting_WhenNoRoleIsGiven_PassesOverThoseWithoutOneAndThoseOutside()
    {
        ImmutableArray<ParticipantRow> people =
        [
            Person("ptc_1", DefaultRoles.Both, "Acme France"),
            Person("ptc_2", DefaultRoles.None, "Acme France"),
            Person("ptc_3", DefaultRoles.Mentee, "Acme Spain"),
            Person("ptc_4", DefaultRoles.Mentee, null),
        ];
        var command = new Enrol([], new EnrolFilter(null, null, null, null, null), EnrolmentOrigin.Designated, Actor);

        var rows = EnrolmentRules.Fitting(ProgrammeId, Limited(), command, people, Start);

        rows.Select(row => (row.ParticipantId, row.Role))
            .ShouldBe([("ptc_1", PairRole.Mentor), ("ptc_1", PairRole.Mentee)]);
        rows.ShouldAllBe(row => row.Origin == EnrolmentOrigin.Designated);
    }

    private static ProgrammeState Limited() =>
        Created(Complete() with { Subsidiaries = (ImmutableArray<string>?)["Acme France"] });

    private static ParticipantRow Person(string id, DefaultRoles roles, string? subsidiary = null) =>
        new(id, PeopleSamples.Profile(id) with { Roles = roles, Subsidiary = subsidiary }, 0, 0, Start, Start);

    private static Outcome<ImmutableArray<EnrolmentRow>> Named(
        ProgrammeState state,
        ImmutableArray<ParticipantRow> people,
        params ImmutableArray<EnrolOne> asked
    ) =>
        EnrolmentRules.Named(
            ProgrammeId,
            state,
            new Enrol(asked, null, EnrolmentOrigin.Volunteer, Actor),
            people.ToImmutableDictionary(person => person.Id),
            Start
        );
}
