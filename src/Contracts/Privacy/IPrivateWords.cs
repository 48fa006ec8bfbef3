namespace Binome.Contracts.Privacy;

/// <summary>
/// Encrypts what a participant says in private, each with a key of their own. That key lies in the database sealed under keys that do not; once
/// it is erased, nobody reads any of it again.
/// </summary>
public interface IPrivateWords
{
    /// <summary>The result opens only for the same tenant, author and place.</summary>
    /// <exception cref="InvalidOperationException">The author's key was erased: they say nothing more.</exception>
    Task<string> Seal(PrivatePlace place, string text);

    /// <summary>Null when nobody can read it any more: its key was erased or lost, or it was sealed elsewhere.</summary>
    Task<string?> Open(PrivatePlace place, string sealedText);
}

/// <summary>Where private words stand; words moved elsewhere don't open.</summary>
/// <param name="AuthorId">The participant who wrote them.</param>
/// <param name="Field">The resource and its member, for example <c>agi_01…/text</c>.</param>
public readonly record struct PrivatePlace(string Tenant, string AuthorId, string Field);
