using System.Text.Json.Serialization;

namespace Binome.Contracts;

/// <summary>A human who is responsible for something, named by whoever sets it up.</summary>
/// <param name="Name">1–200 characters.</param>
/// <param name="Email">At most 254 characters; null when not known.</param>
[GenerateSerializer, Immutable, Alias("binome.named_person")]
public sealed record NamedPerson(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Email
);

/// <summary>The member who did something, as they were called at that time.</summary>
/// <param name="Id">The member's id.</param>
[GenerateSerializer, Immutable, Alias("binome.acting_member")]
public sealed record ActingMember(string Id, string Name, string Email);

/// <summary>Who sends a command.</summary>
/// <param name="CommandId">The id minted for the request; the same when a request is repeated under its Idempotency-Key.</param>
/// <param name="CredentialId">The key or session that authenticated the call.</param>
/// <param name="Member">The person who is signed in; null for a key, which can't do what a person must.</param>
[GenerateSerializer, Immutable, Alias("binome.actor")]
public sealed record Actor(string CommandId, string CredentialId, ActingMember? Member);
