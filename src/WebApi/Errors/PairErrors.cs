namespace Binome.WebApi.Errors;

internal static class PairErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.PairEnded,
            409,
            "The pair has ended; its sessions stay as they are.",
            "Le binôme est terminé ; ses séances restent telles quelles."
        ),
        new(
            FailureCodes.PairPhase,
            409,
            "The pair's state does not allow this.[ It is '{0}'.]",
            "L’état du binôme ne le permet pas.[ Il est « {0} ».]"
        ),
        new(
            FailureCodes.CharterVersion,
            409,
            "The pair signs another version of the charter.[ It is version {0}.] Read it and sign again.",
            "Le binôme signe une autre version de la charte.[ C’est la version {0}.] Lisez-la et signez de nouveau."
        ),
        new(
            FailureCodes.PairReportingLine,
            409,
            "The mentor is in the mentee's reporting line. Choose a mentor outside it.",
            "Le mentor est dans la ligne hiérarchique du mentoré. Choisissez un mentor hors de celle-ci."
        ),
        new(
            FailureCodes.PairExcluded,
            409,
            "Somebody keeps these two apart in this programme. Lift the exclusion first, or choose somebody else.",
            "Ces deux personnes sont tenues à l’écart l’une de l’autre dans ce programme. Levez d’abord l’exclusion, ou choisissez quelqu’un d’autre."
        ),
        new(
            FailureCodes.PairNotEnrolled,
            409,
            "One of the two no longer takes part in the programme in that role. Enrol them again, or choose somebody else.",
            "L’une des deux personnes ne participe plus au programme dans ce rôle. Inscrivez-la de nouveau, ou choisissez quelqu’un d’autre."
        ),
        new(
            FailureCodes.PairExists,
            409,
            "These two are a pair already. Go on with that pair, or end it first.",
            "Ces deux personnes forment déjà un binôme. Poursuivez avec lui, ou terminez-le d’abord."
        ),
        new(
            FailureCodes.PairUndecided,
            409,
            "No pair becomes active without a recorded human decision. Decide on the proposal first.",
            "Aucun binôme ne devient actif sans décision humaine enregistrée. Décidez d’abord de la proposition."
        ),
        new(
            FailureCodes.AgendaMentees,
            403,
            "The agenda is the mentee's. Suggest a point; the mentee takes or leaves it.",
            "L’ordre du jour appartient à la personne mentorée. Suggérez un point ; elle le retiendra ou non."
        ),
        new(
            FailureCodes.AgendaState,
            409,
            "The item's state does not allow this.[ It is '{0}'.]",
            "L’état de ce point ne le permet pas.[ Il est « {0} ».]"
        ),
        new(
            FailureCodes.AgendaTooMany,
            409,
            "There are too many open items.[ At most {0}.] Finish or drop one first.",
            "Il y a trop de points ouverts.[ {0} au plus.] Terminez-en ou retirez-en un d’abord."
        ),
        new(
            FailureCodes.ObjectiveState,
            409,
            "The objective's state does not allow this.[ It is '{0}'.] Open it again first, or set another one.",
            "L’état de l’objectif ne le permet pas.[ Il est « {0} ».] Rouvrez-le d’abord, ou fixez-en un autre."
        ),
        new(
            FailureCodes.ObjectiveTooMany,
            409,
            "There are too many objectives.[ At most {0}.] Drop one first.",
            "Il y a trop d’objectifs.[ {0} au plus.] Abandonnez-en un d’abord."
        ),
        new(
            FailureCodes.SessionUnknown,
            404,
            "The pair has no such session. List its sessions to find the id.",
            "Le binôme n’a pas cette séance. Listez ses séances pour trouver l’identifiant."
        ),
        new(
            FailureCodes.SessionState,
            409,
            "The session's status does not allow this.[ It is '{0}'.] Only a planned session can be moved, held or cancelled.",
            "Le statut de la séance ne le permet pas.[ Elle est « {0} ».] Seule une séance prévue peut être déplacée, tenue ou annulée."
        ),
        new(
            FailureCodes.SessionInFuture,
            422,
            "A session that lies in the future can't have been held. Plan it, or correct starts_at.",
            "Une séance à venir ne peut pas avoir été tenue. Planifiez-la, ou corrigez starts_at."
        ),
        new(
            FailureCodes.SessionInPast,
            422,
            "A session can't be planned in the past. Log it as held, or correct starts_at.",
            "Une séance ne peut pas être prévue dans le passé. Notez-la comme tenue, ou corrigez starts_at."
        ),
        new(
            FailureCodes.SessionTooMany,
            409,
            "The pair has too many open sessions.[ At most {0}.] Hold or cancel one first.",
            "Le binôme a trop de séances ouvertes.[ {0} au plus.] Tenez-en ou annulez-en une d’abord."
        ),
    ];
}
