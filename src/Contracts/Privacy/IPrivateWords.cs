namespace Binome.Contracts.Privacy;

/// <summary>Encrypts what a participant says in private, under keys that are not in the database.</summary>
public interface IPrivateWords
{
    /// <summary>The result opens only for the same tenant and author.</summary>
    string Seal(string tenant, string participantId, string text);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It is of another author, or its key is gone.</exception>
    string Open(string tenant, string participantId, string sealedText);
}
