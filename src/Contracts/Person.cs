using System.Text.Json.Serialization;

namespace Binome.Contracts;

/// <summary>A human who acts or is responsible, named where people can't sign in yet.</summary>
/// <param name="Name">1–200 characters.</param>
/// <param name="Email">At most 254 characters; null when not known.</param>
[GenerateSerializer, Immutable, Alias("binome.named_person")]
public sealed record NamedPerson(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Email
);

/// <summary>Who sends a command: the credential, and the human on whose behalf it acts.</summary>
/// <param name="CommandId">The id minted for the request; the same when a request is repeated under its Idempotency-Key.</param>
/// <param name="KeyId">The API key that authenticated the call.</param>
/// <param name="OnBehalfOf">The named human; required where a human decides.</param>
[GenerateSerializer, Immutable, Alias("binome.actor")]
public sealed record Actor(string CommandId, string KeyId, NamedPerson? OnBehalfOf);
