using Binome.Contracts.Matching;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Shell;

/// <summary>Skills, intentions and job families as people read them: those we know in words, a company's own without underscores.</summary>
internal static class CodeWords
{
    private const string Separator = ", ";

    public static string Code(this IStringLocalizer words, string code)
    {
        var known = words[$"code.{code}"];
        return known.ResourceNotFound ? code.Replace('_', ' ') : known.Value;
    }

    /// <summary>What a reason names, in words; lists item by item.</summary>
    public static ImmutableArray<ReasonArgument> Codes(
        this IStringLocalizer words,
        ImmutableArray<ReasonArgument> arguments
    ) =>
        arguments.IsDefaultOrEmpty
            ? []
            :
            [
                .. arguments.Select(argument =>
                    argument.Name is "mentor" or "mentee" or "value" or "skills"
                        ? argument with
                        {
                            Value = string.Join(Separator, argument.Value.Split(Separator).Select(words.Code)),
                        }
                        : argument
                ),
            ];
}
