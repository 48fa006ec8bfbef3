namespace Binome.Contracts.Members;

/// <summary>Addresses of this installation for mails to one person.</summary>
public interface IPersonalLinks
{
    /// <summary>Signs its reader in once and leads to a page.</summary>
    /// <param name="secret">Of a link that <see cref="IMemberGrain.MakeLink"/> made.</param>
    /// <param name="path">Where it leads, for example <c>/app/my-pairs</c>.</param>
    string SignIn(string secret, string path);

    /// <summary>Ends mails of a kind to one person, without signing anybody in.</summary>
    /// <param name="kind">A code of <see cref="Messages.MessageKinds"/>, or <see cref="Messages.MessageKinds.Everything"/>.</param>
    string Unsubscribe(string tenant, string participantId, string kind);

    /// <summary>A page, for whoever is signed in or signs in to see it.</summary>
    string Page(string path);
}
