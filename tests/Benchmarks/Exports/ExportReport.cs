using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Binome.Contracts.Ledger;
using Binome.Contracts.People;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace Binome.Benchmarks.Exports;

/// <summary>A CSV of 50,000 people, from asking for it to its last byte, beside the loop that anybody would write; and what it takes of memory.</summary>
internal static class ExportReport
{
    private const int Rounds = 5;

    public static async Task Run(string data)
    {
        var seed = await Seed.Make(data);
        var tenant = Tenant(data);
        await using var binome = await Server.Binome(data);
        using var http = new HttpClient { BaseAddress = new Uri(binome.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", seed.Key);
        var (ours, bare) = (new List<double>(), new List<double>());
        long rested = 0;
        // The first rounds warm both.
        for (var round = -2; round < Rounds; round++)
        {
            if (round == 0)
                rested = binome.Bytes;
            var theirs = Bare(data, tenant);
            var mine = await Export(http, Path.Combine(data, "export.csv"));
            if (round < 0)
                continue;
            bare.Add(theirs);
            ours.Add(mine);
        }
        var lines = File.ReadLines(Path.Combine(data, "export.csv")).Count();
        if (lines != Seed.People + 1)
            throw new InvalidOperationException($"{lines} lines in the file.");
        Console.WriteLine(
            $"Export of 50,000 participants, CSV: {Median(ours):0.###} s, bare SQL and CsvHelper {Median(bare):0.###} s, speed {Median(bare) / Median(ours):0.##}× (asked ≥ 0.5)"
        );
        Console.WriteLine(
            $"  the process grew by {(binome.Bytes - rested) / 1_048_576} MB over {Rounds} exports of {new FileInfo(Path.Combine(data, "export.csv")).Length / 1_048_576} MB (asked: constant)"
        );
    }

    private static async Task<double> Export(HttpClient http, string file)
    {
        var clock = Stopwatch.StartNew();
        using var asked = await http.PostAsJsonAsync("/v1/exports", new { resource = "participants" });
        var path = asked.EnsureSuccessStatusCode().Headers.Location!;
        while (true)
        {
            using var job = JsonDocument.Parse(await http.GetStringAsync(path));
            var status = job.RootElement.GetProperty("status").GetString();
            if (status == "failed")
                throw new InvalidOperationException(job.RootElement.ToString());
            if (status == "completed")
                break;
            await Task.Delay(5);
        }
        await using var target = File.Create(file);
        await using var source = await http.GetStreamAsync($"{path}/file");
        await source.CopyToAsync(target);
        return clock.Elapsed.TotalSeconds;
    }

    private static string Tenant(string data)
    {
        using var connection = Open(data);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT tenant FROM participants GROUP BY tenant ORDER BY COUNT(*) DESC LIMIT 1";
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>The same people and the same columns, straight from the table into a file.</summary>
    private static double Bare(string data, string tenant)
    {
        var clock = Stopwatch.StartNew();
        using var connection = Open(data);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM participants WHERE tenant = @tenant ORDER BY id";
        command.Parameters.AddWithValue("@tenant", tenant);
        using var file = File.Create(Path.Combine(data, "bare.csv"));
        using var csv = CsvWriter.Create(
            file,
            new CsvWriterOptions { Injection = CsvInjection.Escape },
            leaveOpen: true
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = LedgerJson.Read<ParticipantRow>(reader.GetFieldValue<byte[]>(0));
            foreach (var cell in Cells(row))
                csv.WriteField(cell);
            csv.EndRecord();
        }
        csv.Flush();
        file.Flush(flushToDisk: true);
        return clock.Elapsed.TotalSeconds;
    }

    private static string?[] Cells(ParticipantRow row)
    {
        var person = row.Profile;
        return
        [
            row.Id,
            person.EmployeeId,
            person.FirstName,
            person.LastName,
            person.Email,
            person.ManagerEmployeeId,
            person.JobTitle,
            person.JobFamily,
            person.Subsidiary,
            person.Site,
            person.Country,
            person.TimeZone,
            person.Language,
            person.HireDate?.ToString("O", null),
            person.SeniorityLevel?.ToString(null, null),
            person.Roles.ToString(),
            string.Join(';', person.SkillsOffered.Select(skill => $"{skill.Skill}:{skill.Level}")),
            string.Join(';', person.SkillsWanted.Select(skill => $"{skill.Skill}:{skill.Level}")),
            person.LearnerProfile?.ToString(),
            person.CommunicationStyle,
            string.Join(';', person.Intentions),
            person.MentorCapacity.ToString(null, null),
            person.MenteeCapacity.ToString(null, null),
            string.Join(';', person.Availability),
            person.Team,
            string.Join(';', person.Themes),
            string.Join(';', person.SkillsRequired.Select(skill => $"{skill.Skill}:{skill.Level}")),
            string.Join(';', person.Attributes.Select(one => $"{one.Key}:{one.Value}")),
            row.SeatsAsMentor.ToString(null, null),
            row.SeatsAsMentee.ToString(null, null),
            row.LeftAt?.UtcDateTime.ToString("O"),
            row.CreatedAt.UtcDateTime.ToString("O"),
            row.UpdatedAt.UtcDateTime.ToString("O"),
        ];
    }

    private static SqliteConnection Open(string data)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(data, "binome.db")};Mode=ReadOnly;Pooling=False"
        );
        connection.Open();
        return connection;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
