using System.Text;

namespace Binome.EndToEnd.Tests;

/// <summary>A made-up company as its HR system would export it.</summary>
internal static class Company
{
    /// <summary>Half mentors and half mentees, all but the first reporting to somebody further up.</summary>
    public static string Csv(int people)
    {
        var csv = new StringBuilder();
        csv.AppendLine(
            "employee_id,first_name,last_name,email,manager_employee_id,job_family,country,language,seniority_level,roles,skills_offered,skills_wanted"
        );
        for (var number = 1; number <= people; number++)
        {
            var manager = number == 1 ? "" : $"E{number / 8 + 1}";
            var isMentor = number % 2 == 0;
            csv.Append(
                    $"E{number},Prénom{number},Nom{number},person{number}@acme.example,{(manager == $"E{number}" ? "" : manager)},"
                )
                .Append(number % 3 == 0 ? "sales" : "it")
                .Append($",FR,fr,{number % 5 + 1},{(isMentor ? "mentor" : "mentee")},")
                .AppendLine(isMentor ? "ai:4;cloud:3," : ",ai:3;data:2");
        }
        return csv.ToString();
    }
}
