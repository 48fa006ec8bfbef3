using Binome.Contracts.Programmes;

namespace Binome.WebApi.Pairs;

/// <summary>Which agenda one begins with.</summary>
internal enum AgendaTemplate
{
    FirstSession,
    UsualSession,
    LastSession,
}

/// <summary>The points of an agenda for each kind of programme; the mentee keeps, finishes or drops each as their own.</summary>
internal static class AgendaTemplates
{
    public static ImmutableArray<string> Of(AgendaTemplate template, ProgrammeKind kind, Language language)
    {
        var isFrench = language == Language.French;
        return template switch
        {
            AgendaTemplate.FirstSession => isFrench ? FirstInFrench(kind) : First(kind),
            AgendaTemplate.UsualSession => isFrench ? UsualInFrench(kind) : Usual(kind),
            AgendaTemplate.LastSession => isFrench ? LastInFrench : Last,
            _ => throw new ArgumentOutOfRangeException(nameof(template), template, null),
        };
    }

    private static readonly ImmutableArray<string> Last =
    [
        "What I understand now that I did not before",
        "Our objectives, one by one: reached, or what is missing",
        "Whom I should meet and what I could join next",
        "How we part, and whether we stay in touch",
    ];

    private static readonly ImmutableArray<string> LastInFrench =
    [
        "Ce que je comprends maintenant et que je ne comprenais pas avant",
        "Nos objectifs, un par un : atteints, ou ce qui manque",
        "Qui je devrais rencontrer et à quoi je pourrais participer ensuite",
        "Comment nous nous quittons, et si nous restons en contact",
    ];

    private static ImmutableArray<string> First(ProgrammeKind kind) =>
        [
            "A story each: what brought us where we are",
            "What sets us apart, and what we have in common",
            kind switch
            {
                ProgrammeKind.Reverse => "What I want to see through your eyes, and what I am afraid to ask",
                ProgrammeKind.Peer => "What each of us can teach, and what each wants to learn",
                ProgrammeKind.Cross => "What your field looks like from outside, and from inside",
                ProgrammeKind.Flash => "My one question",
                _ => "Where I stand, and where I would like to go",
            },
            "How we work: where, how often, and what stays between us",
            "Our first objective, and how we will know that it is reached",
        ];

    private static ImmutableArray<string> FirstInFrench(ProgrammeKind kind) =>
        [
            "Un récit chacun : ce qui nous a menés là où nous sommes",
            "Ce qui nous distingue, et ce que nous avons en commun",
            kind switch
            {
                ProgrammeKind.Reverse => "Ce que je veux voir par vos yeux, et ce que je n’ose pas demander",
                ProgrammeKind.Peer => "Ce que chacun de nous peut transmettre, et ce que chacun veut apprendre",
                ProgrammeKind.Cross => "À quoi ressemble votre domaine, vu du dehors et du dedans",
                ProgrammeKind.Flash => "Ma seule question",
                _ => "Où j’en suis, et où j’aimerais aller",
            },
            "Notre façon de travailler : où, à quel rythme, et ce qui reste entre nous",
            "Notre premier objectif, et à quoi nous saurons qu’il est atteint",
        ];

    private static ImmutableArray<string> Usual(ProgrammeKind kind) =>
        [
            "What I tried since last time, and what came of it",
            kind switch
            {
                ProgrammeKind.Reverse => "Show me: something you do every day that I have never done",
                ProgrammeKind.Peer => "Half the time for your question, half for mine",
                ProgrammeKind.Cross => "Somebody in your network whom I should meet",
                ProgrammeKind.Flash => "What I will do within a week",
                _ => "A situation that is on my mind",
            },
            "What I see differently now",
            "One next step before we meet again",
        ];

    private static ImmutableArray<string> UsualInFrench(ProgrammeKind kind) =>
        [
            "Ce que j’ai essayé depuis la dernière fois, et ce que cela a donné",
            kind switch
            {
                ProgrammeKind.Reverse =>
                    "Montrez-moi : quelque chose que vous faites chaque jour et que je n’ai jamais fait",
                ProgrammeKind.Peer => "La moitié du temps pour votre question, l’autre pour la mienne",
                ProgrammeKind.Cross => "Une personne de votre réseau que je devrais rencontrer",
                ProgrammeKind.Flash => "Ce que je ferai d’ici une semaine",
                _ => "Une situation qui me préoccupe",
            },
            "Ce que je vois autrement maintenant",
            "Une prochaine étape avant de nous revoir",
        ];
}
