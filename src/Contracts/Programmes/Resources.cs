using Binome.Contracts.Ledger;
using Binome.Contracts.People;

namespace Binome.Contracts.Programmes;

/// <summary>What mentors and mentees of a programme are given to read.</summary>
[GenerateSerializer, Alias("binome.resource_kind")]
public enum ResourceKind
{
    RoleBrief,
    Guide,
    Icebreaker,
    Other,
}

/// <param name="Title">1–<see cref="Limits.NameCharactersMax"/> characters.</param>
/// <param name="Text">Markdown, at most <see cref="Limits.ResourceCharactersMax"/> characters.</param>
[GenerateSerializer, Immutable, Alias("binome.resource_words")]
public sealed record ResourceWords(string Title, string Text);

/// <summary>Something to read, worded by the business. What is not worded yet is the template of the programme's kind and has no row.</summary>
/// <param name="For">The role it is for; null for both.</param>
/// <param name="Hidden">Kept, and shown to those alone who word it.</param>
[GenerateSerializer, Immutable, Alias("binome.resource_row")]
public sealed record ResourceRow(
    string Id,
    string ProgrammeId,
    ResourceKind Kind,
    PairRole? For,
    ResourceWords En,
    ResourceWords Fr,
    bool Hidden,
    ActingMember? By,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
) : IRow;

/// <summary>The resources that every programme has, each under an id of its own; their words depend on the programme's kind.</summary>
public static class DefaultResources
{
    public static readonly ImmutableArray<(string Id, ResourceKind Kind, PairRole? For)> All =
    [
        ("role_brief_mentor", ResourceKind.RoleBrief, PairRole.Mentor),
        ("role_brief_mentee", ResourceKind.RoleBrief, PairRole.Mentee),
        ("guide_mentor", ResourceKind.Guide, PairRole.Mentor),
        ("guide_mentee", ResourceKind.Guide, PairRole.Mentee),
        ("icebreakers", ResourceKind.Icebreaker, null),
    ];
}

/// <summary>The words of one resource of a programme. Key: tenant and <see cref="ResourceKey"/>.</summary>
[Alias("binome.resource")]
public interface IResourceGrain : IGrainWithStringKey
{
    /// <summary>Words it anew. Repeating the command answers the same.</summary>
    /// <returns>
    /// Fails with <c>resource.not_found</c>, <c>resource.version_mismatch</c>, <c>programme.phase</c> once the programme is closed, or <c>field.…</c>.
    /// </returns>
    [Alias("write")]
    Task<Outcome<SavedResource>> Write(WriteResource command);
}

/// <summary>A resource's id is its own within its programme.</summary>
public static class ResourceKey
{
    public static string Of(string programmeId, string resourceId) => $"{programmeId}.{resourceId}";

    /// <exception cref="FormatException">It is no such key.</exception>
    public static (string ProgrammeId, string ResourceId) Parse(string key) =>
        key.Split('.') is [var programme, var resource]
            ? (programme, resource)
            : throw new FormatException($"'{key}' is no key of a resource.");
}

/// <param name="IsNew">Makes a resource of this id; otherwise it must be there, or be one of <see cref="DefaultResources"/>.</param>
/// <param name="IfVersion">The version that was read, 0 for a template; null does not ask.</param>
[GenerateSerializer, Immutable, Alias("binome.write_resource")]
public sealed record WriteResource(
    ResourceKind Kind,
    PairRole? For,
    ResourceWords En,
    ResourceWords Fr,
    bool Hidden,
    bool IsNew,
    long? IfVersion,
    Actor Actor
);

[GenerateSerializer, Immutable, Alias("binome.saved_resource")]
public sealed record SavedResource(ResourceRow Resource, long Version);

/// <summary>A programme in which somebody is enrolled.</summary>
public sealed record EnrolledIn(string ProgrammeId, ImmutableArray<PairRole> Roles);

public interface IResourceRows
{
    /// <summary>Those that the business worded, at most <see cref="Limits.ResourcesPerProgrammeMax"/>, oldest first.</summary>
    Task<ImmutableArray<Stored<ResourceRow>>> OfProgramme(string tenant, string programmeId);

    /// <summary>The programmes in which a person is enrolled, at most <see cref="Limits.ProgrammesPerPersonMax"/>, newest first.</summary>
    Task<ImmutableArray<EnrolledIn>> EnrolledIn(string tenant, string participantId);
}
