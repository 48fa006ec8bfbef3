namespace Binome.Silo.Demo;

/// <summary>A subsidiary of the demonstration company.</summary>
/// <param name="Region">Whose president its managing director reports to; empty for headquarters.</param>
/// <param name="Sites">One or more, all in the same time zone.</param>
/// <param name="Languages">As many times as they are spoken: <c>fr fr en</c> is two in three French.</param>
/// <param name="Weight">Its size beside the others.</param>
internal sealed record DemoPlace(
    string Region,
    string Subsidiary,
    string[] Sites,
    string Country,
    string TimeZone,
    string[] Languages,
    int Weight
);

/// <summary>44 subsidiaries in 26 countries. The first one is headquarters.</summary>
internal static class DemoPlaces
{
    private const string France = "France";
    private const string West = "Western Europe";
    private const string South = "Southern Europe";
    private const string North = "Northern and Eastern Europe";
    private const string Africa = "Africa and Middle East";
    private const string Asia = "Asia-Pacific";
    private const string America = "Americas";

    public static readonly IReadOnlyList<DemoPlace> All =
    [
        Of("", "Tessaline Groupe", "Paris La Défense", "FR", "Europe/Paris", "fr fr fr en", 0),
        Of(France, "Tessaline Énergie", "Lyon Part-Dieu, Grenoble", "FR", "Europe/Paris", "fr", 9),
        Of(France, "Tessaline Réseaux", "Toulouse, Montpellier", "FR", "Europe/Paris", "fr", 8),
        Of(France, "Tessaline Services", "Nantes, Rennes", "FR", "Europe/Paris", "fr", 7),
        Of(France, "Tessaline Numérique", "Lille, Paris Bercy", "FR", "Europe/Paris", "fr fr fr en", 6),
        Of(France, "Tessaline Mobilités", "Strasbourg", "FR", "Europe/Paris", "fr", 5),
        Of(France, "Tessaline Outre-mer", "Saint-Denis", "FR", "Indian/Reunion", "fr", 3),
        Of(West, "Tessaline Belgique", "Bruxelles", "BE", "Europe/Brussels", "fr", 4),
        Of(West, "Tessaline Vlaanderen", "Antwerpen", "BE", "Europe/Brussels", "en", 2),
        Of(West, "Tessaline Suisse romande", "Genève, Lausanne", "CH", "Europe/Zurich", "fr", 3),
        Of(West, "Tessaline Schweiz", "Zürich", "CH", "Europe/Zurich", "de en", 2),
        Of(West, "Tessaline Deutschland", "München, Köln", "DE", "Europe/Berlin", "en en de", 5),
        Of(West, "Tessaline Netztechnik", "Düsseldorf", "DE", "Europe/Berlin", "en de", 3),
        Of(West, "Tessaline Nederland", "Utrecht", "NL", "Europe/Amsterdam", "en", 3),
        Of(South, "Tessaline España", "Madrid", "ES", "Europe/Madrid", "en en es", 4),
        Of(South, "Tessaline Canarias", "Las Palmas", "ES", "Atlantic/Canary", "en es", 2),
        Of(South, "Tessaline Italia", "Milano, Torino", "IT", "Europe/Rome", "en en it", 4),
        Of(South, "Tessaline Servizi", "Bologna", "IT", "Europe/Rome", "en it", 2),
        Of(South, "Tessaline Portugal", "Lisboa, Porto", "PT", "Europe/Lisbon", "en fr", 3),
        Of(North, "Tessaline UK", "London, Manchester", "GB", "Europe/London", "en", 4),
        Of(North, "Tessaline Grid UK", "Bristol", "GB", "Europe/London", "en", 3),
        Of(North, "Tessaline Scotland", "Edinburgh", "GB", "Europe/London", "en", 2),
        Of(North, "Tessaline Ireland", "Dublin", "IE", "Europe/Dublin", "en", 2),
        Of(North, "Tessaline Sverige", "Göteborg", "SE", "Europe/Stockholm", "en", 2),
        Of(North, "Tessaline Polska", "Warszawa", "PL", "Europe/Warsaw", "en", 3),
        Of(North, "Tessaline Shared Services", "Kraków, Łódź", "PL", "Europe/Warsaw", "en en fr", 4),
        Of(North, "Tessaline România", "Cluj-Napoca", "RO", "Europe/Bucharest", "en fr", 3),
        Of(Africa, "Tessaline Maroc", "Casablanca, Rabat", "MA", "Africa/Casablanca", "fr", 4),
        Of(Africa, "Tessaline Maroc Centre de services", "Tanger", "MA", "Africa/Casablanca", "fr", 3),
        Of(Africa, "Tessaline Tunisie", "Tunis", "TN", "Africa/Tunis", "fr", 3),
        Of(Africa, "Tessaline Sénégal", "Dakar", "SN", "Africa/Dakar", "fr", 3),
        Of(Africa, "Tessaline Côte d’Ivoire", "Abidjan", "CI", "Africa/Abidjan", "fr", 3),
        Of(Africa, "Tessaline South Africa", "Johannesburg, Cape Town", "ZA", "Africa/Johannesburg", "en", 2),
        Of(Africa, "Tessaline Gulf", "Dubai", "AE", "Asia/Dubai", "en", 2),
        Of(Asia, "Tessaline India", "Pune, Bengaluru", "IN", "Asia/Kolkata", "en", 6),
        Of(Asia, "Tessaline Engineering India", "Chennai", "IN", "Asia/Kolkata", "en", 3),
        Of(Asia, "Tessaline Singapore", "Singapore", "SG", "Asia/Singapore", "en", 2),
        Of(Asia, "Tessaline Japan", "Osaka, Tokyo", "JP", "Asia/Tokyo", "en", 2),
        Of(Asia, "Tessaline Australia", "Melbourne", "AU", "Australia/Melbourne", "en", 2),
        Of(America, "Tessaline North America", "Boston", "US", "America/New_York", "en", 4),
        Of(America, "Tessaline Digital Labs", "San Francisco", "US", "America/Los_Angeles", "en", 2),
        Of(America, "Tessaline Québec", "Montréal, Québec", "CA", "America/Toronto", "fr", 4),
        Of(America, "Tessaline Canada West", "Vancouver", "CA", "America/Vancouver", "en", 2),
        Of(America, "Tessaline Brasil", "São Paulo", "BR", "America/Sao_Paulo", "en", 3),
    ];

    public static DemoPlace Headquarters => All[0];

    public static IEnumerable<IGrouping<string, DemoPlace>> Regions => All.Skip(1).GroupBy(place => place.Region);

    private static DemoPlace Of(
        string region,
        string subsidiary,
        string sites,
        string country,
        string timeZone,
        string languages,
        int weight
    ) => new(region, subsidiary, sites.Split(", "), country, timeZone, languages.Split(' '), weight);
}
