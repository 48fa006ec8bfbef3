using System.Globalization;
using Binome.Contracts.Programmes;
using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Pages.Matching;

/// <summary>The rules that can be switched, as fields of a form.</summary>
internal sealed record RuleFields(Func<string, string?> Value)
{
    /// <summary>Sent by every form that shows the rules: a box that is not ticked sends nothing of its own.</summary>
    public const string Shown = "rules.shown";

    public static IEnumerable<KeyValuePair<string, string?>> Values(PairingRules rules) =>
        [
            new("rules.same_team", Flag(rules.SameTeam)),
            new("rules.same_subsidiary", Flag(rules.SameSubsidiary)),
            new("rules.language", Flag(rules.Language)),
            new("rules.required_skills", Flag(rules.RequiredSkills)),
            new("rules.availability_hours", rules.AvailabilityHours.ToString(CultureInfo.InvariantCulture)),
        ];

    /// <summary>The rules as they were entered, or as before when the form did not show them.</summary>
    public static PairingRules Read(FormValues form, PairingRules before) =>
        form.Flag(Shown)
            ? new PairingRules
            {
                SameTeam = form.Flag("rules.same_team"),
                SameSubsidiary = form.Flag("rules.same_subsidiary"),
                Language = form.Flag("rules.language"),
                RequiredSkills = form.Flag("rules.required_skills"),
                AvailabilityHours = form.Integer("rules.availability_hours") ?? 0,
            }
            : before;

    private static string? Flag(bool isOn) => isOn ? "true" : null;
}
