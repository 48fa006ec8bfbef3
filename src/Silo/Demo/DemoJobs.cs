namespace Binome.Silo.Demo;

/// <summary>Professions and what people in them are called, from the first job to the head of a department.</summary>
internal static class DemoJobs
{
    // Family | titles in English | titles in French, each from seniority 1 to 5.
    private static readonly string[] Table =
    [
        "engineering|Graduate Engineer/Engineer/Senior Engineer/Principal Engineer/Head of Engineering"
            + "|Alternance ingénierie/Ingénieur·e d’études/Ingénieur·e confirmé·e/Expertise technique/Direction de l’ingénierie",
        "information_technology|Junior Developer/Software Engineer/Senior Software Engineer/Solution Architect/Head of IT"
            + "|Développement junior/Développeur·euse/Développeur·euse confirmé·e/Architecte de solutions/Direction des systèmes d’information",
        "data|Data Trainee/Data Analyst/Data Scientist/Lead Data Scientist/Head of Data"
            + "|Stagiaire données/Analyste de données/Data scientist/Responsable données/Direction de la donnée",
        "finance|Junior Accountant/Accountant/Senior Controller/Finance Manager/Finance Director"
            + "|Aide-comptable/Comptable/Contrôle de gestion/Responsable finances/Direction financière",
        "human_resources|HR Assistant/HR Officer/HR Business Partner/HR Manager/HR Director"
            + "|Assistanat RH/Chargé·e de recrutement/Partenaire RH/Responsable RH/Direction des ressources humaines",
        "sales|Sales Trainee/Account Executive/Key Account Manager/Sales Manager/Sales Director"
            + "|Alternance commerciale/Attaché·e commercial·e/Responsable grands comptes/Responsable des ventes/Direction commerciale",
        "marketing|Marketing Assistant/Content Specialist/Brand Manager/Marketing Manager/Marketing Director"
            + "|Assistanat marketing/Chargé·e de contenu/Chef·fe de marque/Responsable marketing/Direction du marketing",
        "operations|Field Technician/Shift Supervisor/Site Engineer/Operations Manager/Operations Director"
            + "|Technicien·ne/Chef·fe d’équipe/Ingénieur·e de site/Responsable d’exploitation/Direction des opérations",
        "customer_service|Service Agent/Service Specialist/Service Lead/Customer Care Manager/Customer Director"
            + "|Conseil clientèle/Spécialiste clientèle/Référent·e clientèle/Responsable clientèle/Direction de la clientèle",
        "legal|Paralegal/Legal Counsel/Senior Counsel/Compliance Manager/General Counsel"
            + "|Assistanat juridique/Juriste/Juriste senior/Responsable conformité/Direction juridique",
        "procurement|Procurement Assistant/Buyer/Senior Buyer/Category Manager/Procurement Director"
            + "|Assistanat achats/Acheteur·euse/Acheteur·euse senior/Responsable de catégorie/Direction des achats",
        "sustainability|CSR Trainee/CSR Officer/Climate Analyst/Sustainability Manager/Sustainability Director"
            + "|Stagiaire RSE/Chargé·e RSE/Analyste climat/Responsable RSE/Direction du développement durable",
    ];

    private static readonly Dictionary<string, (string[] English, string[] French)> Titles = Table
        .Select(row => row.Split('|'))
        .ToDictionary(row => row[0], row => (row[1].Split('/'), row[2].Split('/')));

    public static readonly IReadOnlyList<string> Families = [.. Table.Select(row => row[..row.IndexOf('|')])];

    /// <summary>Seniority is 1 to 5.</summary>
    public static string Title(string family, string language, int seniority)
    {
        var titles = Titles[family];
        return (language == "fr" ? titles.French : titles.English)[seniority - 1];
    }
}
