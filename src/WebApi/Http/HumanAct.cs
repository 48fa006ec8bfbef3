namespace Binome.WebApi.Http;

/// <summary>An act that only a named human may do.</summary>
/// <param name="OnBehalfOf">The human on whose behalf the key acts, until people can sign in.</param>
internal sealed record HumanAct(NamedPerson? OnBehalfOf);

internal static class HumanActs
{
    /// <summary>The human who was named, or the refusal when nobody was.</summary>
    public static NamedPerson Named(this NamedPerson? person)
    {
        if (person is null)
            throw new RequestRefused(Failure.At("/on_behalf_of", FailureCodes.Required));
        if (string.IsNullOrWhiteSpace(person.Name))
            throw new RequestRefused(Failure.At("/on_behalf_of/name", FailureCodes.Required));
        Bound("/on_behalf_of/name", person.Name, Limits.NameCharactersMax);
        Bound("/on_behalf_of/email", person.Email, Limits.EmailCharactersMax);
        return person with { Name = person.Name.Trim() };
    }

    private static void Bound(string pointer, string? text, int charactersMax)
    {
        if (text?.Length > charactersMax)
            throw new RequestRefused(
                Failure.At(
                    pointer,
                    FailureCodes.TooLong,
                    charactersMax.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )
            );
    }
}
