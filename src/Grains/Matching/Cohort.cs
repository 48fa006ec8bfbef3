using Binome.Contracts.Matching;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Matching;
using Engine = Binome.Matching;

namespace Binome.Grains.Matching;

/// <summary>All that a run looks at, read once.</summary>
/// <param name="LeftOver">How many published runs left somebody over since they last got a pair.</param>
internal sealed record Cohort(
    ImmutableArray<EnrolmentRow> Enrolments,
    ImmutableArray<ParticipantRow> People,
    ImmutableArray<ReportingEdge> ReportingTree,
    ImmutableArray<PairedPeople> Paired,
    ImmutableArray<ExclusionRow> Exclusions,
    ImmutableDictionary<(string ParticipantId, PairRole Role), int> LeftOver
);

/// <summary>From a programme's cohort to the engine's problem.</summary>
internal static class CohortProblem
{
    public static OrgChart Chart(ImmutableArray<ReportingEdge> tree)
    {
        var idByEmployee = tree.ToDictionary(
            edge => edge.EmployeeId,
            edge => edge.ParticipantId,
            StringComparer.Ordinal
        );
        return OrgChart.Build(
            tree.Select(edge => new ReportingLine(
                edge.ParticipantId,
                edge.ManagerEmployeeId is { } manager ? idByEmployee.GetValueOrDefault(manager) : null
            ))
        );
    }

    public static MatchingProblem Build(Cohort cohort, MatchingTerms terms, DateOnly asOf)
    {
        var people = cohort.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
        return new MatchingProblem
        {
            People = [.. cohort.People.Select(person => Person(person.Id, person.Profile))],
            Mentors = Seats(cohort, people, PairRole.Mentor),
            Mentees = Seats(cohort, people, PairRole.Mentee),
            OrgChart = Chart(cohort.ReportingTree),
            AlreadyPaired = [.. cohort.Paired.Select(pair => new PairKey(pair.MentorId, pair.MenteeId)).Distinct()],
            Excluded = [.. cohort.Exclusions.Select(pair => new PairKey(pair.ParticipantId, pair.OtherId))],
            AsOf = asOf,
            Rules = Rules(terms),
        };
    }

    private static MatchingRules Rules(MatchingTerms terms) =>
        new()
        {
            Criteria = [.. terms.Criteria.Select(Criterion)],
            Objective =
                terms.Objective == Contracts.Matching.MatchingObjective.BestScore
                    ? Engine.MatchingObjective.BestScore
                    : Engine.MatchingObjective.MostPairsFirst,
            MinimumScorePoints = (int)Math.Round(terms.MinimumScore * Points.Scale),
            ForbidsReportingLine = terms.ReportingLineEnforced,
            ForbidsSameTeam = terms.Rules.SameTeam,
            RequiresOtherSubsidiary = terms.Rules.SameSubsidiary,
            RequiresCommonLanguage = terms.Rules.Language,
            MinimumSharedHours = terms.Rules.AvailabilityHours,
            ChecksRequiredSkills = terms.Rules.RequiredSkills,
        };

    /// <summary>Seats that are free now: the person's capacity less the seats taken, over all programmes. Whoever was left over comes first.</summary>
    private static Seats[] Seats(Cohort cohort, Dictionary<string, ParticipantRow> people, PairRole role) =>
        [
            .. from enrolment in cohort.Enrolments
            where enrolment.Role == role && people.ContainsKey(enrolment.ParticipantId)
            let person = people[enrolment.ParticipantId]
            where person.LeftAt is null
            let free = role == PairRole.Mentor
                ? person.Profile.MentorCapacity - person.SeatsAsMentor
                : person.Profile.MenteeCapacity - person.SeatsAsMentee
            select new Seats(
                person.Id,
                Math.Clamp(free, 0, MatchingLimits.CapacityMax),
                Math.Min(cohort.LeftOver.GetValueOrDefault((person.Id, role)), MatchingLimits.PriorityMax)
            ),
        ];

    private static CriterionSetting Criterion(Criterion criterion) =>
        new(
            criterion.Code,
            criterion.Weight,
            Enum.Parse<CriterionDirection>(criterion.Direction.ToString()),
            criterion.TargetGap
        );

    /// <summary>A profile as the engine reads it.</summary>
    internal static MatchingPerson Person(string id, Profile profile)
    {
        if (!HalfDayCodes.TryParse(profile.Availability, out var availability))
            throw new InvalidOperationException($"{id} was stored with a half day that is none.");
        return new MatchingPerson
        {
            Id = id,
            Subsidiary = profile.Subsidiary,
            Site = profile.Site,
            Country = profile.Country,
            TimeZone = profile.TimeZone,
            Languages = profile.Language is { } language ? [language] : [],
            JobFamily = profile.JobFamily,
            HireDate = profile.HireDate,
            SeniorityLevel = profile.SeniorityLevel,
            SkillsOffered = [.. profile.SkillsOffered.Select(skill => new Engine.SkillLevel(skill.Skill, skill.Level))],
            SkillsWanted = [.. profile.SkillsWanted.Select(skill => new Engine.SkillLevel(skill.Skill, skill.Level))],
            LearnerProfile = profile.LearnerProfile is { } learner
                ? Enum.Parse<Engine.LearnerProfile>(learner.ToString())
                : null,
            CommunicationStyle = profile.CommunicationStyle,
            MentorIntentions = profile.Intentions,
            MenteeIntentions = profile.Intentions,
            Team = profile.Team,
            Themes = profile.Themes,
            SkillsRequired =
            [
                .. profile.SkillsRequired.Select(skill => new Engine.SkillLevel(skill.Skill, skill.Level)),
            ],
            Attributes = profile.Attributes,
            Availability = availability,
        };
    }
}
