using System.Globalization;
using Binome.Contracts.People;

namespace Binome.Grains.People;

/// <summary>One row of an HR file, read as a change of a person, with all that is wrong with it.</summary>
internal sealed record ParsedRow(
    int Line,
    string EmployeeId,
    string Email,
    string? ManagerEmployeeId,
    ProfileChange Change,
    ImmutableArray<RowProblem> Problems,
    RowCells Cells
);

internal sealed record RowProblem(string? Column, string Code, string? Value);

/// <summary>The cells of one row under the columns of its file.</summary>
internal sealed record RowCells(ImmutableArray<string> Columns, ImmutableArray<string?> Cells)
{
    public bool Given(string column) => Columns.IndexOf(column) is >= 0 and var at && at < Cells.Length;

    /// <summary>The cell, trimmed; null when it is empty or the file has no such column.</summary>
    public string? Text(string column) =>
        Given(column) && Cells[Columns.IndexOf(column)]?.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>From the cells of an HR file to a profile's members. A column that the file has not stays as it was; an empty cell clears.</summary>
internal static class ImportCells
{
    public static ParsedRow Parse(ImmutableArray<string> columns, ImportLine line)
    {
        var problems = ImmutableArray.CreateBuilder<RowProblem>();
        if (line.Problem is { } problem)
            problems.Add(new RowProblem(null, problem, null));

        var row = new RowCells(line.Columns ?? columns, line.Cells);
        var cells = new Reading(row, problems);
        var change = new ProfileChange
        {
            EmployeeId = cells.Text("employee_id"),
            FirstName = cells.Text("first_name"),
            LastName = cells.Text("last_name"),
            Email = cells.Text("email"),
            ManagerEmployeeId = cells.Text("manager_employee_id"),
            JobTitle = cells.Text("job_title"),
            JobFamily = cells.Text("job_family"),
            Subsidiary = cells.Text("subsidiary"),
            Site = cells.Text("site"),
            Country = cells.Text("country"),
            TimeZone = cells.Text("time_zone"),
            Language = cells.Text("language"),
            HireDate = cells.Value<DateOnly>("hire_date", "row.hire_date_invalid", IsoDate),
            SeniorityLevel = cells.Value<int>("seniority_level", "row.seniority_level_invalid", Number),
            Roles = cells.Roles(),
            SkillsOffered = cells.Value<ImmutableArray<SkillLevel>>("skills_offered", "row.skills_invalid", Skills),
            SkillsWanted = cells.Value<ImmutableArray<SkillLevel>>("skills_wanted", "row.skills_invalid", Skills),
            LearnerProfile = cells.Value<LearnerProfile>("learner_profile", "row.learner_profile_invalid", Code),
            CommunicationStyle = cells.Text("communication_style"),
            Intentions = cells.Value<ImmutableArray<string>>("intentions", "row.intentions_invalid", Items),
            MentorCapacity = cells.Value<int>("mentor_capacity", "row.capacity_invalid", Number),
            MenteeCapacity = cells.Value<int>("mentee_capacity", "row.capacity_invalid", Number),
            Availability = cells.Value<ImmutableArray<string>>("availability", "row.availability_invalid", Items),
            Team = cells.Text("team"),
            Themes = cells.Value<ImmutableArray<string>>("themes", "row.themes_invalid", Items),
            SkillsRequired = cells.Value<ImmutableArray<SkillLevel>>("skills_required", "row.skills_invalid", Skills),
            Attributes = cells.Attributes(),
        };
        return new ParsedRow(
            line.Line,
            change.EmployeeId.Or(null) ?? "",
            (change.Email.Or(null) ?? "").ToLowerInvariant(),
            change.ManagerEmployeeId.Or(null),
            change,
            problems.ToImmutable(),
            row
        );
    }

    private static bool IsoDate(string text, out DateOnly date) =>
        // Of the two ways to write this format, only the round-trip one never asks the culture, which took longer than the rest of a row.
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Code<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        // Beside names, TryParse reads numbers and adds up lists: "activist, reflector" would be one of the two.
        return text.All(char.IsAsciiLetter) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static bool Items(string text, out ImmutableArray<string> items)
    {
        items = [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return true;
    }

    private static bool Skills(string text, out ImmutableArray<SkillLevel> skills)
    {
        skills = [];
        foreach (var item in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = item.LastIndexOf(':');
            if (colon < 1 || !Number(item[(colon + 1)..].Trim(), out var level))
                return false;
            skills = skills.Add(new SkillLevel(item[..colon], level));
        }
        return true;
    }

    private delegate bool Reader<T>(string text, out T value);

    private readonly struct Reading(RowCells cells, ImmutableArray<RowProblem>.Builder problems)
    {
        public Optional<string> Text(string column) =>
            cells.Given(column) ? new Optional<string>(cells.Text(column)) : default;

        public Optional<T?> Value<T>(string column, string code, Reader<T> read)
            where T : struct
        {
            if (!cells.Given(column))
                return default;
            if (cells.Text(column) is not { } text)
                return new Optional<T?>(null);
            if (read(text, out var value))
                return new Optional<T?>(value);
            problems.Add(new RowProblem(column, code, text));
            return default;
        }

        /// <summary>The attributes that the file has columns for; an empty cell clears one.</summary>
        public Optional<ImmutableSortedDictionary<string, string>> Attributes()
        {
            var row = cells;
            var columns = row.Columns.Where(column =>
                column.StartsWith(ImportColumns.AttributePrefix, StringComparison.Ordinal) && row.Given(column)
            );
            var attributes = columns.ToImmutableSortedDictionary(
                column => column[ImportColumns.AttributePrefix.Length..],
                column => row.Text(column) ?? ""
            );
            return attributes.IsEmpty ? default(Optional<ImmutableSortedDictionary<string, string>>) : attributes;
        }

        /// <summary>An empty cell means no default role.</summary>
        public Optional<DefaultRoles> Roles()
        {
            var roles = Value<DefaultRoles>("roles", "row.roles_invalid", Code);
            return roles.Given ? roles.Value ?? DefaultRoles.None : default(Optional<DefaultRoles>);
        }
    }
}
