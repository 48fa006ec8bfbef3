using System.Text;
using Binome.Contracts.Matching;

namespace Binome.WebApi.Matching;

/// <summary>A reason in words; <c>{name}</c> is the argument of that name.</summary>
internal sealed record ReasonEntry(string Code, string English, string French)
{
    public string In(Language language, ImmutableArray<ReasonArgument> arguments)
    {
        var text = new StringBuilder(language == Language.French ? French : English);
        foreach (var argument in arguments)
            text.Replace($"{{{argument.Name}}}", ReasonCatalogue.Word(argument, language));
        return text.ToString();
    }
}
