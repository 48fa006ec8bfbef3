namespace Binome.WebApi.Errors;

internal static class ProgrammeErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.ProgrammePhase,
            409,
            "The programme's phase does not allow this.[ It is in the phase '{0}'.][ Possible in: {1}.]",
            "La phase du programme ne le permet pas.[ Il est dans la phase « {0} ».][ Possible en : {1}.]"
        ),
        new(
            FailureCodes.ProgrammeNotReady,
            409,
            "The programme can't be launched yet. Complete what the errors name, then launch it again.",
            "Le programme ne peut pas encore être lancé. Complétez ce que les erreurs indiquent, puis relancez-le."
        ),
        new(
            FailureCodes.ProgrammeParent,
            422,
            "The parent programme does not exist or can't be a parent of this one. Choose another.",
            "Le programme parent n’existe pas ou ne peut pas être le parent de celui-ci. Choisissez-en un autre."
        ),
        new(
            FailureCodes.ProgrammeFull,
            409,
            "The programme can't take so many people.[ At most {0}.] Enrol fewer, or open a second programme.",
            "Le programme ne peut pas accueillir autant de personnes.[ {0} au plus.] Inscrivez-en moins, ou ouvrez un second programme."
        ),
        new(
            FailureCodes.EnrolmentInPair,
            409,
            "A pair of this person in that role goes on.[ It is {0}.] End it first; nobody was taken out of the programme.",
            "Un binôme de cette personne dans ce rôle se poursuit.[ C’est {0}.] Terminez-le d’abord ; personne n’a été retiré du programme."
        ),
        new(
            FailureCodes.WorkshopCancelled,
            409,
            "The workshop was cancelled. Plan another one.",
            "L’atelier a été annulé. Prévoyez-en un autre."
        ),
        new(
            FailureCodes.WorkshopNotBegun,
            409,
            "The workshop has not begun: attendance is recorded afterwards.",
            "L’atelier n’a pas commencé : la présence s’enregistre ensuite."
        ),
        new(
            FailureCodes.WorkshopFull,
            409,
            "The workshop can't take more people.[ At most {0}.] Plan a second one.",
            "L’atelier ne peut pas accueillir plus de personnes.[ {0} au plus.] Prévoyez-en un second."
        ),
        new(
            FailureCodes.WorkshopParticipant,
            422,
            "Nobody of this id is enrolled in a role that the workshop is for[: {0}]. Nothing was recorded.",
            "Personne de cet identifiant n’est inscrit dans un rôle auquel l’atelier s’adresse[ : {0}]. Rien n’a été enregistré."
        ),
        new(
            FailureCodes.ParticipantUnknown,
            422,
            "There is no such participant[: {0}]. Check the id; nobody was enrolled.",
            "Ce participant n’existe pas[ : {0}]. Vérifiez l’identifiant ; personne n’a été inscrit."
        ),
        new(
            FailureCodes.ParticipantOutside,
            422,
            "This participant[, {0},] is not in a subsidiary that takes part. Add the subsidiary to the programme or leave them out; nobody was enrolled.",
            "Ce participant[ ({0})] n’est pas dans une filiale participante. Ajoutez la filiale au programme ou retirez-le ; personne n’a été inscrit."
        ),
        new(
            FailureCodes.ParticipantWithoutRole,
            422,
            "This participant[, {0},] has no default role. Name the role in the enrolment; nobody was enrolled.",
            "Ce participant[ ({0})] n’a pas de rôle par défaut. Précisez le rôle dans l’inscription ; personne n’a été inscrit."
        ),
        new(
            FailureCodes.NobodyFits,
            422,
            "Nobody fits: no participant matches the filter or has a role to be enrolled in. Widen it or name the role.",
            "Personne ne convient : aucun participant ne répond au filtre ou n’a de rôle pour l’inscription. Élargissez-le ou précisez le rôle."
        ),
        new(
            FailureCodes.ExclusionsFull,
            409,
            "The programme keeps as many couples apart as it can.[ At most {0}.] Lift some, or use a rule such as same_team.",
            "Le programme sépare déjà autant de personnes que possible.[ {0} au plus.] Levez des exclusions, ou utilisez une règle comme same_team."
        ),
        new(
            FailureCodes.GateWithoutKpis,
            409,
            "A gate is decided by KPIs fixed beforehand and this programme has none. Add them to the programme first.",
            "Un jalon se décide selon des indicateurs fixés d’avance et ce programme n’en a pas. Ajoutez-les d’abord au programme."
        ),
        new(
            TransportCodes.EnrolEither,
            400,
            "Send either 'participants' or 'filter', one of the two.",
            "Envoyez soit « participants », soit « filter », l’un des deux."
        ),
        new(
            FailureCodes.RunNobodyEnrolled,
            409,
            "Nobody can be matched: enrol at least one mentor and one mentee with free capacity first.",
            "Personne ne peut être apparié : inscrivez d’abord au moins un mentor et un mentoré ayant de la place."
        ),
        new(
            FailureCodes.RunTooLarge,
            409,
            "The programme is too large to be matched in one run.[ At most {0}.] Split it by subsidiary.",
            "Le programme est trop grand pour un seul appariement.[ {0} au plus.] Divisez-le par filiale."
        ),
        new(
            FailureCodes.RunUnsolvable,
            409,
            "The matching run could not come to proposals. Start another; if it fails again, tell the operator.",
            "L’appariement n’a pas pu aboutir à des propositions. Lancez-en un autre ; s’il échoue encore, prévenez l’exploitant."
        ),
        new(
            FailureCodes.RunNotReady,
            409,
            "The matching run has no proposals yet. Wait until its status is 'proposed'.",
            "L’appariement n’a pas encore de propositions. Attendez que son statut soit « proposed »."
        ),
        new(
            FailureCodes.RunStuck,
            500,
            "The matching run was taken up several times and got no further. Start a new one; if that ends alike, tell the operator.",
            "L’appariement a été repris plusieurs fois sans avancer. Lancez-en un nouveau ; si cela se répète, prévenez l’exploitant."
        ),
        new(
            FailureCodes.RunEnded,
            409,
            "The matching run has ended already; there is nothing to cancel.",
            "L’appariement est déjà terminé ; il n’y a rien à annuler."
        ),
        new(
            FailureCodes.RunWithoutProof,
            409,
            "The matching run[ {0}] has no proposals, so nothing can be asked of it. Wait until its status is 'proposed', or ask another.",
            "L’appariement[ {0}] n’a pas de propositions, on ne peut donc rien lui demander. Attendez que son statut soit « proposed », ou interrogez-en un autre."
        ),
        new(
            FailureCodes.RunsOfTwoProgrammes,
            409,
            "The two matching runs are of two programmes. Compare runs of one programme.",
            "Les deux appariements sont de deux programmes différents. Comparez des appariements d’un même programme."
        ),
        new(
            FailureCodes.LockForbidden,
            422,
            "A rule forbids this pair[: {0}]. Leave it out, or change the rule first; no run was started.",
            "Une règle interdit ce binôme[ : {0}]. Retirez-le, ou changez d’abord la règle ; aucun appariement n’a été lancé."
        ),
        new(
            FailureCodes.LockTooMany,
            422,
            "There are more pairs set than places[ for {0}], or one of them twice. Leave some out; no run was started.",
            "Il y a plus de binômes imposés que de places[ pour {0}], ou l’un d’eux deux fois. Retirez-en ; aucun appariement n’a été lancé."
        ),
        new(
            FailureCodes.NotEnrolled,
            422,
            "This participant[, {0},] was not in the cohort in that role. Enrol them, or name somebody else.",
            "Ce participant[ ({0})] n’est pas dans la cohorte à ce titre. Inscrivez-le, ou indiquez quelqu’un d’autre."
        ),
        new(
            FailureCodes.NotLeftOver,
            409,
            "This participant[, {0},] has a pair in that role in the best solution of this run, so nothing needs to change.",
            "Ce participant[ ({0})] a un binôme à ce titre dans la meilleure solution de cet appariement ; rien n’est à changer."
        ),
        new(
            FailureCodes.RunInPublication,
            409,
            "The matching run is being published. Wait until that publication has completed, then publish again.",
            "L’appariement est en cours de publication. Attendez que cette publication soit terminée, puis publiez de nouveau."
        ),
        new(
            FailureCodes.ProposalUnknown,
            422,
            "There is no such proposal in this run[: {0}]. Check the ids; no decision was recorded.",
            "Cette proposition n’existe pas dans cet appariement[ : {0}]. Vérifiez les identifiants ; aucune décision n’a été enregistrée."
        ),
        new(
            FailureCodes.ProposalPublished,
            409,
            "This proposal is a pair already[: {0}] and its decision stands. Leave it out; no decision was recorded.",
            "Cette proposition est déjà un binôme[ : {0}] et sa décision est acquise. Retirez-la ; aucune décision n’a été enregistrée."
        ),
        new(
            FailureCodes.NothingAccepted,
            409,
            "There is no accepted proposal to publish. Accept proposals first.",
            "Aucune proposition acceptée n’est à publier. Acceptez d’abord des propositions."
        ),
    ];
}
