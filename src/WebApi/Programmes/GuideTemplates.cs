using System.Collections.Concurrent;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

/// <summary>What programmes give their people to read until the business words it: texts built into the program, in both languages.</summary>
internal static class GuideTemplates
{
    /// <summary>What a workshop is planned with.</summary>
    private const string Workshop = "workshop";

    private static readonly ConcurrentDictionary<string, ResourceWords?> Read = new(StringComparer.Ordinal);

    public static ResourceWords Of(string id, ProgrammeKind kind, Language language)
    {
        var code = language == Language.French ? "fr" : "en";
        return Find($"{id}.{Codes<ProgrammeKind>.ByValue[kind]}.{code}")
            ?? Find($"{id}.{code}")
            ?? throw new InvalidOperationException($"There is no text of {id} for {kind} in {code}.");
    }

    public static ResourceWords OfWorkshop(Language language) => Of(Workshop, ProgrammeKind.Reverse, language);

    private static ResourceWords? Find(string name) =>
        Read.GetOrAdd(
            name,
            static name =>
            {
                using var stream = typeof(GuideTemplates).Assembly.GetManifestResourceStream($"Guides/{name}.md");
                if (stream is null)
                    return null;
                using var reader = new StreamReader(stream);
                // Its first line is its title.
                var title = reader.ReadLine()!.TrimStart('#', ' ');
                return new ResourceWords(title, reader.ReadToEnd().Trim());
            }
        );
}
