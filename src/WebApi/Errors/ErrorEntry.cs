namespace Binome.WebApi.Errors;

/// <summary>
/// A failure in words: what is wrong and what to do. <c>{0}</c> is the first argument; a part in square brackets is left
/// out when an argument it names is not given.
/// </summary>
internal sealed record ErrorEntry(string Code, int Status, string English, string French)
{
    public string In(Language language, ImmutableArray<string> arguments) =>
        MessageTemplate.Render(language == Language.French ? French : English, arguments);
}
