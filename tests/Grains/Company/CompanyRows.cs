using System.Globalization;
using Binome.Contracts.People;

namespace Binome.Grains.Tests.Company;

/// <summary>A company as its HR system would export it: juniors who mentor, seniors who are mentored, one head above all.</summary>
internal static class CompanyRows
{
    public const string Head = "H0";

    private static readonly string[] Skills = ["ai", "cloud", "law", "design"];
    private static readonly string[] Zones = ["Europe/Paris", "America/New_York"];

    public static ImmutableArray<ImportLine> Of(int juniors, int seniors, int mentorCapacity = 1) =>
        [
            Line(2, Head, null, "none", 0, mentorCapacity),
            .. Enumerable.Range(0, juniors).Select(at => Line(3 + at, Junior(at), Head, "mentor", at, mentorCapacity)),
            .. Enumerable
                .Range(0, seniors)
                .Select(at => Line(3 + juniors + at, Senior(at), Head, "mentee", at, mentorCapacity)),
        ];

    public static string Junior(int at) => $"J{at}";

    public static string Senior(int at) => $"S{at}";

    private static ImportLine Line(int line, string id, string? manager, string roles, int at, int mentorCapacity) =>
        new(
            line,
            [
                id,
                $"Zoé {id}",
                "Müller-Ångström",
                $"{id}@acme.example",
                manager,
                "Analyst",
                at % 2 == 0 ? "Finance" : "IT",
                $"Acme {at % 4}",
                "Lyon",
                "FR",
                Zones[at % Zones.Length],
                "fr",
                string.Create(CultureInfo.InvariantCulture, $"{2000 + at % 20}-02-28"),
                roles == "mentor" ? "1" : "4",
                roles == "none" ? null : roles,
                $"{Skills[at % 4]}:4",
                $"{Skills[(at + 1) % 4]}:2",
                "activist",
                "direct",
                roles == "mentor" ? "advance" : "learn_skill",
                mentorCapacity.ToString(CultureInfo.InvariantCulture),
                "1",
                "mon-am;tue-pm",
            ],
            null
        );
}
