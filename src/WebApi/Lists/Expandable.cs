using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Binome.Contracts.Members;
using Microsoft.AspNetCore.Http.Metadata;

namespace Binome.WebApi.Lists;

/// <summary>The members of a route's resource that can hold the resource they name, when <c>expand[]</c> asks for it. Metadata of a GET.</summary>
internal sealed record Expandable(ImmutableArray<string> Members)
{
    public const string Parameter = "expand[]";
    public const int MembersMax = 5;

    /// <summary>What each reference names, and what a caller needs to read it.</summary>
    public static readonly FrozenDictionary<string, (string Kind, string Action)> References = new Dictionary<
        string,
        (string, string)
    >
    {
        ["mentor"] = (Ids.Participant, Actions.ParticipantsRead),
        ["mentee"] = (Ids.Participant, Actions.ParticipantsRead),
        ["participant"] = (Ids.Participant, Actions.ParticipantsRead),
        ["other"] = (Ids.Participant, Actions.ParticipantsRead),
        ["programme"] = (Ids.Programme, Actions.ProgrammesRead),
        ["pair"] = (Ids.Pair, Actions.PairsRead),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gives every GET of the group the parameter whose answer names other resources.</summary>
    public static void AddTo(RouteGroupBuilder group) =>
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault();
            if (methods is null || !methods.HttpMethods.Contains(HttpMethods.Get))
                return;
            var answer = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault()?.Type;
            var members = MembersOf(answer);
            if (members.IsEmpty)
                return;
            var known = endpoint.Metadata.OfType<QueryParameters>().LastOrDefault();
            endpoint.Metadata.Add(new Expandable(members));
            endpoint.Metadata.Add(
                QueryParameters.And(
                    known,
                    new(
                        Parameter,
                        $"Answers the whole resource in the place of its id, at most {MembersMax}: {string.Join(", ", members)}."
                    )
                    {
                        Repeated = (members, MembersMax),
                    }
                )
            );
        });

    private static ImmutableArray<string> MembersOf(Type? answer)
    {
        var isList = answer is { IsGenericType: true } && answer.GetGenericTypeDefinition() == typeof(ListView<>);
        var resource = isList ? answer!.GetGenericArguments()[0] : answer;
        return
        [
            .. (resource?.GetProperties(BindingFlags.Public | BindingFlags.Instance) ?? [])
                .Where(member => member.PropertyType == typeof(string))
                .Select(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name))
                .Where(References.ContainsKey),
        ];
    }
}
