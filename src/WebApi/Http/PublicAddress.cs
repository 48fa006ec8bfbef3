namespace Binome.WebApi.Http;

/// <summary>How people and integrators reach this installation; links in mails begin with it.</summary>
/// <param name="find">Answers it without a slash at the end; asked when it is needed, since a free port is only known then.</param>
public sealed class PublicAddress(Func<string> find)
{
    private string? origin;

    public string Url => find();

    public string Origin => origin ??= new Uri(Url).GetLeftPart(UriPartial.Authority);

    public string Link(string path) => Url + path;
}
