namespace Binome.WebApi.Errors;

internal static class SandboxErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.SandboxLive,
            409,
            "This is the live organisation, which has no clock to move and nothing to reset. Use a bn_test_ key.",
            "C’est l’organisation réelle, qui n’a ni horloge à avancer ni remise à zéro. Utilisez une clé bn_test_."
        ),
        new(
            FailureCodes.SandboxBusy,
            409,
            "The clock is on its way already. Wait until GET /v1/sandbox/clock says ready.",
            "L’horloge est déjà en marche. Attendez que GET /v1/sandbox/clock indique ready."
        ),
        new(
            FailureCodes.SandboxResetting,
            409,
            "The sandbox is being reset. Wait until GET /v1/sandbox says ready.",
            "Le bac à sable est en cours de remise à zéro. Attendez que GET /v1/sandbox indique ready."
        ),
        new(
            FailureCodes.SandboxClockBackwards,
            422,
            "The clock moves forwards only.[ It stands at {0}.] Reset the sandbox to begin earlier.",
            "L’horloge ne va que vers l’avant.[ Elle est à {0}.] Remettez le bac à sable à zéro pour commencer plus tôt."
        ),
        new(
            FailureCodes.SandboxClockTooFar,
            422,
            "One request moves the clock by five years at most[, here until {0}]. Move it in several steps.",
            "Une demande avance l’horloge de cinq ans au plus[, ici jusqu’au {0}]. Avancez-la en plusieurs fois."
        ),
        new(
            TransportCodes.AdvanceEither,
            400,
            "Say how far the clock moves by exactly one of to, by_days and by_seconds.",
            "Indiquez l’avance de l’horloge par un seul des champs to, by_days et by_seconds."
        ),
        new(
            TransportCodes.SignInEither,
            400,
            "Say who signs in by exactly one of participant and role.",
            "Indiquez qui se connecte par un seul des champs participant et role."
        ),
    ];
}
