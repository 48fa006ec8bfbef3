namespace Binome.WebApi.Errors;

internal static class MemberErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.MemberEmailTaken,
            409,
            "A member has this e-mail address already. Change that member's roles instead.",
            "Un membre a déjà cette adresse e-mail. Modifiez plutôt les rôles de ce membre."
        ),
        new(
            FailureCodes.MemberParticipantTaken,
            409,
            "This participant is a member already.",
            "Ce participant est déjà membre."
        ),
        new(
            FailureCodes.MemberDisabled,
            409,
            "This member is disabled. Enable the member first.",
            "Ce membre est désactivé. Réactivez-le d’abord."
        ),
        new(
            FailureCodes.MemberLastOwner,
            409,
            "This is the last owner who can sign in. Make somebody else an owner first.",
            "C’est le dernier propriétaire qui peut se connecter. Nommez d’abord un autre propriétaire."
        ),
        new(
            FailureCodes.SignInRefused,
            401,
            "Address and password don't match. Check both, or have a link sent to you.",
            "L’adresse et le mot de passe ne correspondent pas. Vérifiez-les, ou demandez un lien par e-mail."
        ),
        new(
            FailureCodes.SignInConfirm,
            409,
            "This link was not asked for in this browser. Check whose it is, then confirm.",
            "Ce lien n’a pas été demandé dans ce navigateur. Vérifiez à qui il appartient, puis confirmez."
        ),
        new(
            FailureCodes.SignInTooMany,
            429,
            "Too many tries.[ Wait {0} seconds and try again.]",
            "Trop de tentatives.[ Attendez {0} secondes et réessayez.]"
        ),
        new(
            FailureCodes.PasswordShort,
            400,
            "This password is too short.[ At least {0} characters;] a few unrelated words are easy to remember.",
            "Ce mot de passe est trop court.[ Au moins {0} caractères ;] quelques mots sans rapport se retiennent bien."
        ),
        new(
            FailureCodes.PasswordCommon,
            400,
            "This password is known or easily guessed. Choose another, such as a few unrelated words.",
            "Ce mot de passe est connu ou facile à deviner. Choisissez-en un autre, par exemple quelques mots sans rapport."
        ),
        new(
            FailureCodes.PasswordWrong,
            400,
            "This is not your present password.",
            "Ce n’est pas votre mot de passe actuel."
        ),
        new(
            FailureCodes.LinkSpent,
            410,
            "This link was used, has run out or is not one of ours. Ask for a new one.",
            "Ce lien a déjà servi, a expiré ou n’est pas des nôtres. Demandez-en un nouveau."
        ),
    ];
}
