namespace Binome.Silo.Demo;

/// <summary>A row of the demonstration file, cell by cell.</summary>
internal sealed record DemoPerson
{
    public const string Header =
        "employee_id,first_name,last_name,email,manager_employee_id,job_title,job_family,subsidiary,site,country,time_zone,"
        + "language,hire_date,seniority_level,roles,skills_offered,skills_wanted,learner_profile,communication_style,"
        + "intentions,mentor_capacity,mentee_capacity,availability";

    public required string EmployeeId { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public required string Email { get; set; }
    public string ManagerEmployeeId { get; set; } = "";
    public string JobTitle { get; set; } = "";
    public string Family { get; set; } = "";
    public required DemoPlace Place { get; init; }
    public string Site { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public string Language { get; set; } = "";
    public string HireDate { get; set; } = "";
    public string Seniority { get; set; } = "";
    public string Roles { get; set; } = "";
    public string SkillsOffered { get; set; } = "";
    public string SkillsWanted { get; set; } = "";
    public string LearnerProfile { get; set; } = "";
    public string CommunicationStyle { get; set; } = "";
    public string Intentions { get; set; } = "";
    public string MentorCapacity { get; set; } = "";
    public string MenteeCapacity { get; set; } = "";
    public string Availability { get; set; } = "";

    public string ToLine()
    {
        string[] cells =
        [
            EmployeeId,
            FirstName,
            LastName,
            Email,
            ManagerEmployeeId,
            JobTitle,
            Family,
            Place.Subsidiary,
            Site,
            Place.Country,
            TimeZone,
            Language,
            HireDate,
            Seniority,
            Roles,
            SkillsOffered,
            SkillsWanted,
            LearnerProfile,
            CommunicationStyle,
            Intentions,
            MentorCapacity,
            MenteeCapacity,
            Availability,
        ];
        return string.Join(',', cells.Select(Written));
    }

    private static string Written(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
