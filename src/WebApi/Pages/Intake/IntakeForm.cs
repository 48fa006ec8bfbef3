using System.Globalization;
using Binome.Contracts.Intake;
using Binome.Contracts.People;
using Binome.WebApi.Pages.Shell;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.Intake;

/// <summary>A part of the intake as fields of a form, read into the answers it gives.</summary>
internal sealed class IntakeForm(FormValues form, IStringLocalizer words)
{
    private const int SpareRows = 2;

    public static int Rows(int skills) => Math.Min(skills + SpareRows, Limits.SkillsPerPersonMax);

    /// <param name="part">One of <see cref="IntakeParts"/>; another one gives no answers.</param>
    public IntakeChange Read(string part, Profile before) =>
        part switch
        {
            IntakeParts.Screening => new() { Screening = Screening() },
            IntakeParts.Learning => new() { Statements = Statements() },
            IntakeParts.SkillsOffered => new() { SkillsOffered = Skills(part, before.SkillsOffered.Length) },
            IntakeParts.SkillsWanted => new() { SkillsWanted = Skills(part, before.SkillsWanted.Length) },
            IntakeParts.Intentions => new() { Intentions = Intentions(before) },
            IntakeParts.Style => new() { CommunicationStyle = form.Text(part) },
            IntakeParts.Availability => new() { Availability = form.Many(part) },
            _ => new(),
        };

    private ImmutableSortedDictionary<string, ScreeningAnswer> Screening() =>
        IntakeQuestions
            .Screening([PairRole.Mentor, PairRole.Mentee])
            .Select(code => (Code: code, Answer: form.Code<ScreeningAnswer>($"{IntakeParts.Screening}.{code}")))
            .Where(given => given.Answer is not null)
            .ToImmutableSortedDictionary(given => given.Code, given => given.Answer!.Value, StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, int> Statements() =>
        IntakeQuestions
            .Statements.Select(statement =>
                (statement.Code, Agreement: form.Integer($"{IntakeParts.Learning}.{statement.Code}"))
            )
            .Where(given => given.Agreement is not null)
            .ToImmutableSortedDictionary(given => given.Code, given => given.Agreement!.Value, StringComparer.Ordinal);

    private ImmutableArray<SkillLevel> Skills(string part, int before) =>
        [
            .. Enumerable
                .Range(0, Rows(before))
                .Select(at => string.Create(CultureInfo.InvariantCulture, $"{part}.{at}"))
                .Where(row => form.Text($"{row}.skill") is not null)
                .Select(row => new SkillLevel(
                    SkillWords.CodeOf(form.Text($"{row}.skill")!, words),
                    form.Integer($"{row}.level") ?? 1
                ))
                .DistinctBy(skill => skill.Skill),
        ];

    // What came with an import and is not asked here stays.
    private ImmutableArray<string> Intentions(Profile before) =>
        [
            .. before
                .Intentions.Except(IntakeQuestions.MentorIntentions)
                .Except(IntakeQuestions.MenteeIntentions)
                .Concat(form.Many(IntakeParts.Intentions)),
        ];
}
