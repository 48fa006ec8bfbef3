using System.Collections.Frozen;

namespace Binome.WebApi.OpenApi;

/// <summary>Which members and parameters hold ids, and of what.</summary>
internal static class IdNames
{
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["id"] = "",
        ["resource"] = "",
        ["request_id"] = Ids.Request,
        ["participant"] = Ids.Participant,
        ["other"] = Ids.Participant,
        ["mentor"] = Ids.Participant,
        ["mentee"] = Ids.Participant,
        ["import"] = Ids.Import,
        ["export"] = Ids.Export,
        ["programme"] = Ids.Programme,
        ["parent_programme"] = Ids.Programme,
        ["enrolment"] = Ids.Enrolment,
        ["exclusion"] = Ids.Exclusion,
        ["run"] = Ids.MatchingRun,
        ["publication"] = Ids.Publication,
        ["proposal"] = Ids.Proposal,
        ["pair"] = Ids.Pair,
        ["session"] = Ids.Session,
        ["key"] = Ids.ApiKey,
        ["member"] = Ids.Member,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The prefix of ids under this name; empty for ids of several kinds, null for what is no id.</summary>
    public static string? PrefixOf(string name) => Prefixes.GetValueOrDefault(name);
}
