using Binome.Contracts.Members;
using Binome.WebApi.Pages.Shell;

namespace Binome.WebApi.Pages.Members;

/// <summary>The roles of a member as a form: a box per role, and a box per programme for the roles of given programmes.</summary>
internal sealed record RolesForm(ImmutableArray<HeldRole> Held, ProgrammeNames Programmes)
{
    public bool Has(Role role) => Held.Any(held => held.Role == role);

    public bool Has(Role role, string programme) =>
        Held.Any(held => held.Role == role && held.Programmes.Contains(programme));

    public static string CodeOf(Role role) => Codes<Role>.ByValue[role].ToString();

    public static ImmutableArray<HeldRole> Read(IFormCollection form) =>
        [
            .. from role in Enum.GetValues<Role>()
            where form["role"].Contains(CodeOf(role))
            select new HeldRole(
                role,
                RoleMatrix.IsOfProgrammes(role) ? [.. form[$"programme.{CodeOf(role)}"].OfType<string>()] : []
            ),
        ];
}
