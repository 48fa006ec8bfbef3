using System.Net.Mail;
using Binome.Contracts.People;
using NodaTime;

namespace Binome.Grains.People;

/// <summary>A member of a profile that can't be accepted.</summary>
/// <param name="Column">The member, named as in the API and in an HR file.</param>
/// <param name="RowCode">The code under which an import reports it.</param>
/// <param name="Failure">The same for the API.</param>
internal sealed record ProfileProblem(string Column, string RowCode, Failure Failure);

/// <summary>What a profile must look like, the same for a single person and for a row of an import.</summary>
internal static class ProfileRules
{
    public static readonly ImmutableHashSet<string> HalfDays =
    [
        .. from day in (string[])["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        from half in (string[])["am", "pm"]
        select $"{day}-{half}",
    ];

    /// <summary>Trims, and gives codes, addresses and names of places their one form.</summary>
    public static Profile Normalise(Profile profile) =>
        profile with
        {
            EmployeeId = profile.EmployeeId.Trim(),
            FirstName = OneLine(profile.FirstName) ?? "",
            LastName = OneLine(profile.LastName) ?? "",
            Email = profile.Email.Trim().ToLowerInvariant(),
            ManagerEmployeeId = OneLine(profile.ManagerEmployeeId),
            JobTitle = OneLine(profile.JobTitle),
            JobFamily = OneLine(profile.JobFamily),
            Subsidiary = OneLine(profile.Subsidiary),
            Site = OneLine(profile.Site),
            Country = OneLine(profile.Country)?.ToUpperInvariant(),
            TimeZone = OneLine(profile.TimeZone),
            Language = OneLine(profile.Language)?.ToLowerInvariant(),
            CommunicationStyle = OneLine(profile.CommunicationStyle)?.ToLowerInvariant(),
            SkillsOffered = Skills(profile.SkillsOffered),
            SkillsWanted = Skills(profile.SkillsWanted),
            Intentions = Codes(profile.Intentions),
            Availability = Codes(profile.Availability),
            Team = OneLine(profile.Team),
            Themes = Codes(profile.Themes),
            SkillsRequired = Skills(profile.SkillsRequired),
            Attributes = Attributes(profile.Attributes),
        };

    /// <summary>Every problem of a normalised profile.</summary>
    public static IEnumerable<ProfileProblem> Problems(Profile profile) =>
        [.. Identity(profile), .. Lengths(profile), .. Codes(profile), .. Lists(profile), .. Numbers(profile)];

    private static IEnumerable<ProfileProblem> Identity(Profile profile)
    {
        if (profile.EmployeeId.Length == 0)
            yield return Missing("employee_id");
        if (profile.FirstName.Length == 0)
            yield return Missing("first_name");
        if (profile.LastName.Length == 0)
            yield return Missing("last_name");
        if (profile.Email.Length == 0)
            yield return Missing("email");
        else if (!IsEmail(profile.Email))
            yield return Invalid("email", "row.email_invalid", "name@company.example");
        if (profile.ManagerEmployeeId is { } manager && manager == profile.EmployeeId)
            yield return Invalid("manager_employee_id", "row.manager_self", "another employee");
    }

    private static IEnumerable<ProfileProblem> Lengths(Profile profile)
    {
        (string Column, string? Text)[] texts =
        [
            ("employee_id", profile.EmployeeId),
            ("first_name", profile.FirstName),
            ("last_name", profile.LastName),
            ("manager_employee_id", profile.ManagerEmployeeId),
            ("job_title", profile.JobTitle),
            ("job_family", profile.JobFamily),
            ("subsidiary", profile.Subsidiary),
            ("site", profile.Site),
            ("communication_style", profile.CommunicationStyle),
            ("team", profile.Team),
        ];
        return from text in texts
            where text.Text?.Length > Limits.NameCharactersMax
            select new ProfileProblem(
                text.Column,
                "row.too_long",
                Failure.At($"/{text.Column}", FailureCodes.TooLong, $"{Limits.NameCharactersMax}")
            );
    }

    private static IEnumerable<ProfileProblem> Codes(Profile profile)
    {
        if (profile.Country is { } country && !IsLetters(country, 2))
            yield return Invalid("country", "row.country_invalid", "ISO 3166-1 alpha-2: FR, BE, DE");
        if (profile.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            yield return Invalid("time_zone", "row.time_zone_unknown", "IANA: Europe/Paris, America/Montreal");
        if (profile.Language is { } language && !IsLetters(language, 2))
            yield return Invalid("language", "row.language_invalid", "ISO 639-1: fr, en, de");
    }

    private static IEnumerable<ProfileProblem> Lists(Profile profile)
    {
        if (!AreSkills(profile.SkillsOffered))
            yield return Invalid("skills_offered", "row.skills_invalid", "ai:4;cloud:2");
        if (!AreSkills(profile.SkillsWanted))
            yield return Invalid("skills_wanted", "row.skills_invalid", "ai:4;cloud:2");
        if (!AreSkills(profile.SkillsRequired))
            yield return Invalid("skills_required", "row.skills_invalid", "ai:4;cloud:2");
        if (profile.Themes.Length > Limits.ThemesPerPersonMax || !profile.Themes.All(IsCode))
            yield return Invalid("themes", "row.themes_invalid", "inclusion;ai");
        if (!AreAttributes(profile.Attributes))
            yield return Invalid("attributes", "row.attributes_invalid", "floor, cost_centre");
        if (profile.Intentions.Length > Limits.IntentionsPerPersonMax || !profile.Intentions.All(IsCode))
            yield return Invalid("intentions", "row.intentions_invalid", "network;skills");
        if (!profile.Availability.All(HalfDays.Contains))
            yield return Invalid("availability", "row.availability_invalid", "mon-am;tue-pm");
    }

    private static IEnumerable<ProfileProblem> Numbers(Profile profile)
    {
        if (profile.SeniorityLevel is < 1 or > Limits.SeniorityLevelMax)
            yield return Range("seniority_level", "row.seniority_level_invalid", 1, Limits.SeniorityLevelMax);
        if (profile.MentorCapacity is < 0 or > Limits.CapacityMax)
            yield return Range("mentor_capacity", "row.capacity_invalid", 0, Limits.CapacityMax);
        if (profile.MenteeCapacity is < 0 or > Limits.CapacityMax)
            yield return Range("mentee_capacity", "row.capacity_invalid", 0, Limits.CapacityMax);
    }

    private static ProfileProblem Missing(string column) =>
        new(column, $"row.{column}_missing", Failure.At($"/{column}", FailureCodes.Required));

    private static ProfileProblem Invalid(string column, string rowCode, string expected) =>
        new(column, rowCode, Failure.At($"/{column}", FailureCodes.Invalid, expected));

    private static ProfileProblem Range(string column, string rowCode, int from, int to) =>
        new(column, rowCode, Failure.At($"/{column}", FailureCodes.OutOfRange, $"{from}", $"{to}"));

    public static bool IsEmail(string email) =>
        email.Length <= Limits.EmailCharactersMax
        && !email.Any(char.IsWhiteSpace)
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email;

    private static bool IsLetters(string text, int length) => text.Length == length && text.All(char.IsAsciiLetter);

    private static bool AreSkills(ImmutableArray<SkillLevel> skills) =>
        skills.Length <= Limits.SkillsPerPersonMax
        && skills.All(skill => IsCode(skill.Skill) && skill.Level is >= 1 and <= Limits.SkillLevelMax)
        && skills.Select(skill => skill.Skill).Distinct().Count() == skills.Length;

    private static bool AreAttributes(ImmutableSortedDictionary<string, string> attributes) =>
        attributes.Count <= Limits.AttributesPerPersonMax
        && attributes.All(attribute =>
            IsCode(attribute.Key)
            && attribute.Key.All(letter =>
                char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'
            )
            && attribute.Value.Length <= Limits.NameCharactersMax
        );

    private static bool IsCode(string code) => code.Length is > 0 and <= Limits.CodeCharactersMax;

    private static ImmutableArray<SkillLevel> Skills(ImmutableArray<SkillLevel> skills) =>
        [.. skills.Select(skill => skill with { Skill = skill.Skill.Trim().ToLowerInvariant() })];

    // An attribute without a value says nothing.
    private static ImmutableSortedDictionary<string, string> Attributes(
        ImmutableSortedDictionary<string, string> attributes
    ) =>
        attributes
            .Select(attribute => KeyValuePair.Create(attribute.Key, OneLine(attribute.Value) ?? ""))
            .Where(attribute => attribute.Value.Length > 0)
            .ToImmutableSortedDictionary();

    private static ImmutableArray<string> Codes(ImmutableArray<string> codes) =>
        [.. codes.Select(code => code.Trim().ToLowerInvariant()).Where(code => code.Length > 0).Distinct()];

    private static string? OneLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return text.AsSpan().ContainsAny("\r\n\t")
            ? string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries))
            : text.Trim();
    }
}
