using Binome.Contracts.People;
using Binome.Grains.People;

namespace Binome.Grains.Tests.People;

internal static class PeopleSamples
{
    public const string PersonId = "ptc_1";

    public static Profile Profile(string employeeId = "E1") =>
        new()
        {
            EmployeeId = employeeId,
            FirstName = "Zoé",
            LastName = "Martin",
            Email = $"{employeeId.ToLowerInvariant()}@acme.example",
        };

    /// <summary>Every member set.</summary>
    public static Profile FullProfile() =>
        Profile() with
        {
            ManagerEmployeeId = "E2",
            JobTitle = "Analyst",
            JobFamily = "Finance",
            Subsidiary = "Acme France",
            Site = "Lyon",
            Country = "FR",
            TimeZone = "Europe/Paris",
            Language = "fr",
            HireDate = new DateOnly(2020, 2, 29),
            SeniorityLevel = 3,
            Roles = DefaultRoles.Both,
            SkillsOffered = [new("ai", 4), new("cloud", 2)],
            SkillsWanted = [new("law", 1)],
            LearnerProfile = LearnerProfile.Theorist,
            CommunicationStyle = "direct",
            Intentions = ["advance"],
            MentorCapacity = 5,
            MenteeCapacity = 1,
            Availability = ["mon-am"],
        };

    public static ProfileChange ChangeOf(Profile profile) =>
        new()
        {
            EmployeeId = profile.EmployeeId,
            FirstName = profile.FirstName,
            LastName = profile.LastName,
            Email = profile.Email,
        };

    public static ParticipantState Stored(Profile? profile = null) =>
        ParticipantRules.Take(PersonId, new ParticipantState(), profile ?? Profile(), Moments.Start).State;

    public static string[] RowCodes(Profile profile) =>
        [.. ProfileRules.Problems(ProfileRules.Normalise(profile)).Select(problem => problem.RowCode)];
}
