using System.Collections.Frozen;
using Binome.Contracts.Mail;

namespace Binome.WebApi.Mail;

/// <summary>The words of one mail in one language; names in braces are its values.</summary>
/// <param name="Action">The label of its link; null for a mail that only tells.</param>
internal sealed record MailWords(
    string Subject,
    ImmutableArray<string> Before,
    string? Action,
    ImmutableArray<string> After
)
{
    private const string EnglishFooter = "Binome sent this mail automatically; replies to it are not read.";
    private const string FrenchFooter =
        "Ce message est envoyé automatiquement par Binome ; les réponses ne sont pas lues.";

    private static readonly FrozenDictionary<string, MailWords> English = new Dictionary<string, MailWords>
    {
        [MailTemplates.SignInLink] = new(
            "Your sign-in link",
            [
                "Hello,",
                "Somebody asked to sign in to Binome with this e-mail address. If it was you, use the link below: it works once, for {minutes} minutes.",
            ],
            "Sign in to {organisation}",
            ["If it was not you, ignore this mail. Nobody can sign in without the link, so please don’t forward it."]
        ),
        [MailTemplates.Invitation] = new(
            "{invited_by} invites you to {organisation} on Binome",
            [
                "Hello {name},",
                "{invited_by} invites you to {organisation} on Binome, where its mentoring programmes live.",
                "The link below opens your access. It works once, for {days} days.",
            ],
            "Accept the invitation",
            [
                "You don’t need a password: whenever you want to sign in later, we send you a link.",
                "If you did not expect this invitation, ignore this mail. Nothing happens without you.",
            ]
        ),
        [MailTemplates.PasswordChanged] = new(
            "Your password has been changed",
            [
                "Hello {name},",
                "The password of your account at {organisation} was changed on {at}.",
                "If it was you, there is nothing to do. If not, sign in with a link sent to this address and choose another password at once.",
            ],
            "Sign in",
            []
        ),
        [MailTemplates.AskMentor] = new(
            "{other}: will you be their mentor?",
            [
                "Hello {name},",
                "In the programme “{programme}” of {organisation}, you are offered a pair: you as mentor, {other} as mentee.",
                "Please say yes or no within {days} days. Nothing begins before you have both accepted. The link below is yours alone and signs you in once.",
            ],
            "Answer",
            [
                "You may decline without giving a reason. If you write one, nobody but you can read it.",
                "After that, you find your pairs whenever you sign in.",
            ]
        ),
        [MailTemplates.AskMentee] = new(
            "{other}: will you be their mentee?",
            [
                "Hello {name},",
                "In the programme “{programme}” of {organisation}, you are offered a pair: you as mentee, {other} as mentor.",
                "Please say yes or no within {days} days. Nothing begins before you have both accepted. The link below is yours alone and signs you in once.",
            ],
            "Answer",
            [
                "You may decline without giving a reason. If you write one, nobody but you can read it.",
                "After that, you find your pairs whenever you sign in.",
            ]
        ),
        [MailTemplates.SessionReminder] = new(
            "Your next session with {other}",
            [
                "Hello {name},",
                "Your next session with {other} is due in about {days} day(s), and no date is planned yet.",
                "Agree on one between you; the mentee sets the agenda.",
            ],
            "Open your pair",
            []
        ),
        [MailTemplates.SessionDue] = new(
            "A session with {other} is due",
            [
                "Hello {name},",
                "A session with {other} is due from today on, and no date is planned yet. Have you met already? Then log it in a few clicks.",
            ],
            "Open your pair",
            []
        ),
        [MailTemplates.SessionNudge] = new(
            "You and {other} have not met for a while",
            [
                "Hello {name},",
                "The time for your session with {other} has run out without one. It happens; choose a new date today, even a short one.",
                "If something is in the way, tell your coordinator.",
            ],
            "Open your pair",
            []
        ),
        [MailTemplates.ClosingNotice] = new(
            "Shall your pair with {other} go on?",
            [
                "Hello {name},",
                "For a long time nothing has been held or planned in your pair with {other}. In {days} days we will propose to your coordinator to close it.",
                "If you want to go on, choose a date: that is enough. If not, there is nothing to do.",
            ],
            "Open your pair",
            []
        ),
        [MailTemplates.AskIntake] = new(
            "{programme}: ten minutes about you",
            [
                "Hello {name},",
                "You are enrolled in “{programme}” of {organisation}. So that you meet somebody who suits you, we ask what you offer, what you look for and how you like to learn.",
                "It takes about ten minutes. Each answer is saved as you give it: you can stop and go on later. The link below is yours alone and signs you in once.",
            ],
            "Begin",
            ["Next to each question stands who can read your answer."]
        ),
        [MailTemplates.RemindIntake] = new(
            "{programme}: your answers are still missing",
            [
                "Hello {name},",
                "For “{programme}” of {organisation}, some of your answers are still missing. What you have given is saved; you go on where you stopped.",
                "The link below is yours alone and signs you in once.",
            ],
            "Go on",
            ["If you don’t want to take part, tell whoever coordinates the programme."]
        ),
        [MailTemplates.ReflectionAsk] = new(
            "How was your session with {other}?",
            [
                "Hello {name},",
                "You and {other} have met. Two taps say how it was; it takes less than a minute, and all the rest is optional.",
            ],
            "Say how it was",
            [
                "The link is yours alone and signs you in once, within seven days; opening it records nothing. Your answer is yours: your coordinator only sees that there is one.",
            ]
        ),
        [MailTemplates.Digest] = new(
            "Your messages on Binome",
            ["Hello {name},", "This is what there is to tell you:"],
            "Open your messages",
            [
                "We write to you twice a week at most, beside what you must act on. How messages come to you is yours to choose.",
            ]
        ),
        [MailTemplates.SessionPlanned] = new(
            "Your session with {other}",
            [
                "Hello {name},",
                "Your session with {other} is planned for {when}, {minutes} minutes. The entry for your calendar is attached.",
            ],
            "Open your pair",
            ["If it does not suit you, move it there; you both hear of it."]
        ),
        [MailTemplates.SessionCancelled] = new(
            "Cancelled: your session with {other}",
            ["Hello {name},", "Your session with {other} of {when} ({minutes} minutes) is cancelled."],
            "Choose another date",
            []
        ),
        [MailTemplates.Test] = new(
            "Test mail from Binome",
            ["Hello,", "This mail was sent to try the mail settings of Binome. You can read it, so they work."],
            null,
            []
        ),
    }
        .Concat(BillingMailWords.English)
        .Concat(WebhookMailWords.English)
        .Concat(WorkshopMailWords.English)
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, MailWords> French = new Dictionary<string, MailWords>
    {
        [MailTemplates.SignInLink] = new(
            "Votre lien de connexion",
            [
                "Bonjour,",
                "Une connexion à Binome vient d’être demandée avec cette adresse. Si c’est bien vous, utilisez le lien ci-dessous : il fonctionne une seule fois, pendant {minutes} minutes.",
            ],
            "Accéder à l’espace {organisation}",
            [
                "Si vous n’avez rien demandé, ne tenez pas compte de ce message. Sans ce lien, personne ne peut se connecter ; merci de ne pas le transmettre.",
            ]
        ),
        [MailTemplates.Invitation] = new(
            "{invited_by} vous invite à rejoindre {organisation} sur Binome",
            [
                "Bonjour {name},",
                "{invited_by} vous invite à rejoindre l’espace {organisation} sur Binome, où vivent ses programmes de mentorat.",
                "Le lien ci-dessous ouvre votre accès. Il fonctionne une seule fois, pendant {days} jours.",
            ],
            "Accepter l’invitation",
            [
                "Aucun mot de passe n’est nécessaire : à chaque connexion, nous vous enverrons un lien.",
                "Si vous n’attendiez pas cette invitation, ne tenez pas compte de ce message. Rien ne se passe sans vous.",
            ]
        ),
        [MailTemplates.PasswordChanged] = new(
            "Votre mot de passe a été modifié",
            [
                "Bonjour {name},",
                "Le mot de passe de votre compte {organisation} a été modifié le {at}.",
                "Si c’était vous, il n’y a rien à faire. Sinon, connectez-vous avec un lien envoyé à cette adresse et choisissez aussitôt un autre mot de passe.",
            ],
            "Se connecter",
            []
        ),
        [MailTemplates.AskMentor] = new(
            "{other} : acceptez-vous d’être son mentor ?",
            [
                "Bonjour {name},",
                "Dans le programme « {programme} » de {organisation}, un binôme vous est proposé : vous comme mentor, {other} comme mentoré.",
                "Merci de répondre dans les {days} jours. Rien ne commence avant que vous ayez accepté tous les deux. Le lien ci-dessous est personnel et vous connecte une seule fois.",
            ],
            "Répondre",
            [
                "Vous pouvez refuser sans donner de raison. Si vous en écrivez une, vous seul pourrez la lire.",
                "Par la suite, vous retrouvez vos binômes à chaque connexion.",
            ]
        ),
        [MailTemplates.AskMentee] = new(
            "{other} : acceptez-vous d’être son mentoré ?",
            [
                "Bonjour {name},",
                "Dans le programme « {programme} » de {organisation}, un binôme vous est proposé : vous comme mentoré, {other} comme mentor.",
                "Merci de répondre dans les {days} jours. Rien ne commence avant que vous ayez accepté tous les deux. Le lien ci-dessous est personnel et vous connecte une seule fois.",
            ],
            "Répondre",
            [
                "Vous pouvez refuser sans donner de raison. Si vous en écrivez une, vous seul pourrez la lire.",
                "Par la suite, vous retrouvez vos binômes à chaque connexion.",
            ]
        ),
        [MailTemplates.SessionReminder] = new(
            "Votre prochaine séance avec {other}",
            [
                "Bonjour {name},",
                "Votre prochaine séance avec {other} est attendue dans {days} jour(s) environ, et aucune date n’est encore prévue.",
                "Convenez d’un moment ensemble ; l’ordre du jour appartient à la personne mentorée.",
            ],
            "Ouvrir votre binôme",
            []
        ),
        [MailTemplates.SessionDue] = new(
            "Une séance avec {other} est attendue",
            [
                "Bonjour {name},",
                "Une séance avec {other} est attendue à partir d’aujourd’hui, et aucune date n’est encore prévue. Vous vous êtes déjà vus ? Notez la séance en quelques clics.",
            ],
            "Ouvrir votre binôme",
            []
        ),
        [MailTemplates.SessionNudge] = new(
            "{other} et vous ne vous êtes pas vus depuis un moment",
            [
                "Bonjour {name},",
                "Le temps prévu pour votre séance avec {other} est passé sans qu’elle ait eu lieu. Cela arrive ; choisissez une nouvelle date aujourd’hui, même pour une séance courte.",
                "Si quelque chose vous en empêche, parlez-en à votre coordinatrice ou coordinateur.",
            ],
            "Ouvrir votre binôme",
            []
        ),
        [MailTemplates.ClosingNotice] = new(
            "Votre binôme avec {other} continue-t-il ?",
            [
                "Bonjour {name},",
                "Depuis longtemps, aucune séance n’a eu lieu ni n’est prévue dans votre binôme avec {other}. Dans {days} jours, nous proposerons à votre coordination de le clôturer.",
                "Si vous souhaitez continuer, choisissez une date : cela suffit. Sinon, il n’y a rien à faire.",
            ],
            "Ouvrir votre binôme",
            []
        ),
        [MailTemplates.AskIntake] = new(
            "{programme} : dix minutes pour parler de vous",
            [
                "Bonjour {name},",
                "Vous participez à « {programme} » de {organisation}. Pour que vous rencontriez une personne qui vous convient, nous vous demandons ce que vous offrez, ce que vous cherchez et comment vous aimez apprendre.",
                "Cela prend une dizaine de minutes. Chaque réponse est enregistrée dès que vous la donnez : vous pouvez vous arrêter et reprendre plus tard. Le lien ci-dessous est personnel et vous connecte une seule fois.",
            ],
            "Commencer",
            ["À côté de chaque question, il est dit qui peut lire votre réponse."]
        ),
        [MailTemplates.RemindIntake] = new(
            "{programme} : il manque encore vos réponses",
            [
                "Bonjour {name},",
                "Pour « {programme} » de {organisation}, certaines de vos réponses manquent encore. Celles que vous avez données sont enregistrées ; vous reprenez là où vous en étiez.",
                "Le lien ci-dessous est personnel et vous connecte une seule fois.",
            ],
            "Reprendre",
            ["Si vous ne souhaitez pas participer, dites-le à la personne qui coordonne le programme."]
        ),
        [MailTemplates.ReflectionAsk] = new(
            "Comment était votre séance avec {other} ?",
            [
                "Bonjour {name},",
                "{other} et vous vous êtes vus. Deux réponses suffisent pour dire comment c’était ; cela prend moins d’une minute, et tout le reste est facultatif.",
            ],
            "Dire comment c’était",
            [
                "Le lien est personnel et vous connecte une seule fois, dans les sept jours ; l’ouvrir n’enregistre rien. Votre réponse vous appartient : la coordination voit seulement qu’il y en a une.",
            ]
        ),
        [MailTemplates.Digest] = new(
            "Vos messages sur Binome",
            ["Bonjour {name},", "Voici ce que nous avons à vous dire :"],
            "Ouvrir vos messages",
            [
                "Nous vous écrivons deux fois par semaine au plus, en dehors de ce qui attend votre réponse. Vous choisissez comment les messages vous parviennent.",
            ]
        ),
        [MailTemplates.SessionPlanned] = new(
            "Votre séance avec {other}",
            [
                "Bonjour {name},",
                "Votre séance avec {other} est prévue le {when}, pour {minutes} minutes. L’entrée pour votre agenda est jointe.",
            ],
            "Ouvrir votre binôme",
            ["Si cela ne vous convient pas, déplacez-la ; vous serez prévenus tous les deux."]
        ),
        [MailTemplates.SessionCancelled] = new(
            "Annulée : votre séance avec {other}",
            ["Bonjour {name},", "Votre séance avec {other} du {when} ({minutes} minutes) est annulée."],
            "Choisir une autre date",
            []
        ),
        [MailTemplates.Test] = new(
            "Courriel d’essai de Binome",
            [
                "Bonjour,",
                "Ce message a été envoyé pour vérifier la configuration de messagerie de Binome. Vous le lisez : tout fonctionne.",
            ],
            null,
            []
        ),
    }
        .Concat(BillingMailWords.French)
        .Concat(WebhookMailWords.French)
        .Concat(WorkshopMailWords.French)
        .ToFrozenDictionary(StringComparer.Ordinal);

    public string Footer { get; private init; } = EnglishFooter;

    /// <exception cref="ArgumentException">There is no such template.</exception>
    public static MailWords Of(string template, Language language)
    {
        var all = language == Language.French ? French : English;
        if (!all.TryGetValue(template, out var words))
            throw new ArgumentException($"There is no mail '{template}'.", nameof(template));
        return language == Language.French ? words.Typeset() : words;
    }

    private MailWords Typeset() =>
        new(
            Typeset(Subject),
            [.. Before.Select(Typeset)],
            Action is null ? null : Typeset(Action),
            [.. After.Select(Typeset)]
        )
        {
            Footer = Typeset(FrenchFooter),
        };

    // French sets high punctuation apart by a space at which no line may end.
    private static string Typeset(string words) =>
        words
            .Replace(" :", "\u00a0:", StringComparison.Ordinal)
            .Replace(" ;", "\u00a0;", StringComparison.Ordinal)
            .Replace(" ?", "\u00a0?", StringComparison.Ordinal)
            .Replace("« ", "«\u00a0", StringComparison.Ordinal)
            .Replace(" »", "\u00a0»", StringComparison.Ordinal);
}
