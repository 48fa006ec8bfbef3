using Binome.Contracts.Members;
using Binome.WebApi.Messages;

namespace Binome.WebApi.Members;

internal sealed class PersonalLinks(PublicAddress address, UnsubscribeTokens tokens) : IPersonalLinks
{
    public string Page(string path) => address.Link(path);

    public string Unsubscribe(string tenant, string participantId, string kind) =>
        address.Link(
            $"/unsubscribe?token={Uri.EscapeDataString(tokens.Make(new Unsubscription(tenant, participantId, kind)))}"
        );

    public string SignIn(string secret, string path) =>
        $"{SignInLinks.Address(address, secret)}&return={Uri.EscapeDataString(path)}";
}
