using Binome.Contracts.Members;

namespace Binome.WebApi.Members;

internal sealed class PersonalLinks(PublicAddress address) : IPersonalLinks
{
    public string Page(string path) => address.Link(path);

    public string SignIn(string secret, string path) =>
        $"{SignInLinks.Address(address, secret)}&return={Uri.EscapeDataString(path)}";
}
