namespace Binome.Silo.Demo;

/// <summary>First and last names as they are written where the company works, accents included.</summary>
internal static class DemoNames
{
    private const string French =
        "Amélie André Anaïs Benoît Camille Chloé Clément Cécile Damien Élodie Émile François Gaëlle Hélène Jérôme Joël Léa "
        + "Loïc Maëlys Marie-Claire Noémie Océane Raphaël Rémi Solène Théo Thaïs Valérie Zoé Jean-Baptiste"
        + "|Aubry Bénard Besançon Chevallier Cléry d’Aubigné De La Tour Desprès Fournier Garçon Gérard Guérin Hébert Hervé "
        + "Joly L’Hôte Lacroix Lefèvre Lemaître Léger Marchand Mercier Moreau Noël Péron Renaud Rivière Roussel Séguin Vasseur";

    private const string English =
        "Alice Aoife Benjamin Charlotte Daniel Eleanor Emma Freya George Grace Harry Imogen Jack Kieran Liam Niamh Oliver "
        + "Owen Priya Róisín Samuel Seán Siobhán Sophie Thomas"
        + "|Ashworth Bennett Byrne Campbell Clarke Davies Evans Fitzgerald Gallagher Harris Hughes Kelly MacDonald "
        + "Morgan Murphy O’Brien O’Connor Patel Reid Robinson Stewart Taylor Walker Wright";

    private const string German =
        "Anja Björn Christoph Dörte Florian Friederike Günther Hannah Jörg Jürgen Katrin Käthe Lukas Matthias Mareike Nils "
        + "Sören Sabine Ulrike Zeynep"
        + "|Bäcker Böhm Fischer Groß Hoffmann Jäger Kaya Köhler König Krüger Müller Neumann Öztürk Schäfer Schröder Schüßler "
        + "Straßer Vogt Weiß Zimmermann";

    private const string Spanish =
        "Álvaro Andrés Begoña Carmen Concepción Inés Iñaki Javier Jesús José María Lucía Mónica Nuria Óscar Raúl Sofía Íñigo "
        + "Verónica Martín Ximena"
        + "|Álvarez Castaño Díaz Fernández García Gómez González Gutiérrez Hernández Ibáñez Jiménez López Martínez Muñoz "
        + "Núñez Peña Pérez Ramírez Rodríguez Sánchez";

    private const string Italian =
        "Alessandro Beatrice Chiara Davide Elisabetta Francesca Giosuè Giulia Lorenzo Ludovica Luca Matteo Niccolò Noè Paola "
        + "Silvia Stefano Tommaso Valentina Zoè"
        + "|Bianchi Bruni Cantù Colombo Conti D’Angelo De Luca Esposito Ferrari Galli Gallo Lo Presti Mancini Marino Nardò "
        + "Ricci Romano Rossi Russo Vitali";

    private const string Portuguese =
        "Antônio Beatriz Catarina César Conceição Inês João Júlia Letícia Luís Mário Mônica Natália Patrícia Rafael Simão "
        + "Sônia Tomás Vinícius Zélia"
        + "|Araújo Assunção Brandão Carvalho Conceição Falcão Gonçalves Guimarães Leão Lourenço Magalhães Mendonça Oliveira "
        + "Pereira Ribeiro Santos Simões Sousa Távora Vásquez";

    private const string Polish =
        "Agnieszka Bartłomiej Bogusława Elżbieta Grażyna Jędrzej Joanna Krzysztof Łucja Łukasz Małgorzata Michał Paweł "
        + "Rafał Stanisław Wojciech Zbigniew Zofia Żaneta Świętosława"
        + "|Błaszczyk Dąbrowska Gołębiewski Jabłoński Kaczmarek Kamiński Kowalczyk Król Lewandowska Łuczak Mączyńska Nowak "
        + "Pawłowski Sikora Szymański Walczak Wiśniewska Wójcik Zając Żak";

    private const string Romanian =
        "Adrian Anca Bogdan Cătălina Cristian Dragoș Elena Ionuț Ioana Mădălina Mihai Răzvan Ruxandra Ștefan Ștefania "
        + "Tudor Teodora Vlad Andreea Iulian"
        + "|Albu Bălan Constantinescu Diaconu Dumitrescu Enăchescu Georgescu Ionescu Lăzărescu Marin Moldoveanu Munteanu "
        + "Negoiță Popescu Rădulescu Șerban Stănescu Țăranu Ungureanu Văcărescu";

    private const string Nordic =
        "Åsa Anders Björn Elin Erik Freja Gösta Göran Håkan Ingrid Jörgen Karin Kjell Linnéa Märta Nils Öjvind Sören Tuva Örjan"
        + "|Åberg Åkesson Bergström Björk Dahlström Eklöf Engström Forsgård Hägglund Johansson Källström Lindqvist Löfgren "
        + "Nyström Öberg Östlund Sandström Sjögren Söderberg Wikström";

    private const string Dutch =
        "Anouk Bram Daan Eefje Femke Floor Gijs Hanneke Jeroen Joost Lieke Maaike Niels Noa Pieter Roos Ruben Sanne Thijs Zoë"
        + "|Bakker Brouwer De Groot De Vries Dijkstra Hendriks Janssens Kuipers Meijer Mulder Peeters Prinsen Smit "
        + "Van den Berg Van der Meer Van Dijk Verhoeven Vermeulen Visser Wouters";

    private const string Maghrebi =
        "Amine Aïcha Bilal Chaïma Fatima Ghita Hicham Ikram Inès Karim Leïla Mehdi Mohamed Nadia Naïma Omar Rachid Salma "
        + "Sofiane Yasmine Youssef Zineb"
        + "|Alaoui Belkacem Ben Salah Ben Youssef Benjelloun Bouazza Bouzid Chraïbi El Amrani El Fassi Gharbi Haddad Idrissi "
        + "Jaziri Khelifi Lahlou Mansouri Naïm Saïdi Tazi Trabelsi Zouari";

    private const string WestAfrican =
        "Abdoulaye Adjoua Aminata Aïssatou Awa Bakary Cheikh Coumba Fatou Ibrahima Kouadio Kouassi Mamadou Mariama Moussa "
        + "N’Deye Ousmane Rokhaya Seydou Yao"
        + "|Bâ Bamba Coulibaly Diabaté Diallo Diop Fall Faye Gueye Kaboré Koné Konaté Kouamé N’Diaye N’Guessan Ouattara Sarr "
        + "Sow Touré Traoré";

    private const string SouthAfrican =
        "Anele Andile Buhle Elmarie Johan Kagiso Lerato Lindiwe Mandla Naledi Nomvula Pieter Refilwe Sipho Thabo Thandiwe "
        + "Willem Xolani Zandile Zinhle"
        + "|Botha Dlamini Du Plessis Khumalo Mahlangu Mbatha Mokoena Molefe Naidoo Ndlovu Nkosi Pillay Sithole Steyn "
        + "Van der Merwe Van Wyk Venter Viljoen Xaba Zulu";

    private const string Gulf =
        "Abdullah Ahmed Aisha Ali Faisal Fatma Hamad Hessa Khalid Latifa Maryam Mohammed Noura Omar Rashid Reem Saeed Salem "
        + "Shamma Yousef"
        + "|Al Amiri Al Falasi Al Hashimi Al Ketbi Al Mansoori Al Marzooqi Al Mazrouei Al Nuaimi Al Romaithi Al Shamsi "
        + "Al Suwaidi Al Zaabi Haddad Hussain Khoury Mathew Nair Rahman Saleh Siddiqui";

    private const string Indian =
        "Aarav Aditi Ananya Arjun Deepa Farhan Gurpreet Ishaan Kavya Kiran Lakshmi Meera Nikhil Pooja Rahul Riya Sanjay "
        + "Shreya Vikram Yash"
        + "|Agarwal Banerjee Bhat Chatterjee Desai Gupta Iyer Joshi Kapoor Khan Kulkarni Mehta Menon Mukherjee Nair Patel Rao "
        + "Reddy Sharma Singh";

    private const string Singaporean =
        "Aidan Chee Keong Hui Min Jia Hui Jun Jie Kai Wen Li Ting Mei Ling Nurul Rajesh Siti Shu Fen Wei Ling Xin Yi Yusof "
        + "Zhi Hao"
        + "|Abdullah Chan Cheng Goh Ho Koh Lee Leong Lim Ng Ong Pillai Rahman Seah Sim Tan Teo Wong Yap Yeo";

    private const string Japanese =
        "Aiko Daiki Hana Haruto Hiroshi Kaori Kenji Kōki Mai Makoto Naoko Ren Ryō Sakura Shōta Takumi Yōko Yūki Yūna Yumi"
        + "|Andō Fujita Gotō Hayashi Inoue Itō Katō Kimura Kobayashi Kondō Matsumoto Mori Nakamura Ōno Ōta Saitō Satō Suzuki "
        + "Takahashi Yamamoto";

    // A name of several words stays together: particles join the word after them.
    private static readonly HashSet<string> Particles =
    [
        "Al",
        "Ben",
        "De",
        "Du",
        "El",
        "La",
        "Lo",
        "Van",
        "den",
        "der",
    ];

    private static readonly Dictionary<string, Names> ByCountry = new()
    {
        ["FR"] = Parse(French),
        ["BE"] = Parse(Dutch),
        ["CH"] = Parse(German),
        ["DE"] = Parse(German),
        ["ES"] = Parse(Spanish),
        ["IT"] = Parse(Italian),
        ["PT"] = Parse(Portuguese),
        ["BR"] = Parse(Portuguese),
        ["GB"] = Parse(English),
        ["IE"] = Parse(English),
        ["US"] = Parse(English),
        ["AU"] = Parse(English),
        ["CA"] = Parse(French),
        ["NL"] = Parse(Dutch),
        ["PL"] = Parse(Polish),
        ["RO"] = Parse(Romanian),
        ["SE"] = Parse(Nordic),
        ["MA"] = Parse(Maghrebi),
        ["TN"] = Parse(Maghrebi),
        ["SN"] = Parse(WestAfrican),
        ["CI"] = Parse(WestAfrican),
        ["ZA"] = Parse(SouthAfrican),
        ["AE"] = Parse(Gulf),
        ["IN"] = Parse(Indian),
        ["SG"] = Parse(Singaporean),
        ["JP"] = Parse(Japanese),
    };

    private static readonly List<Names> All =
    [
        .. ByCountry.OrderBy(country => country.Key, StringComparer.Ordinal).Select(country => country.Value),
    ];

    /// <summary>Mostly names of the country, and every fourth time or so of any other: people move.</summary>
    public static (string First, string Last) Pick(string country, Random random)
    {
        var first = random.Next(8) == 0 ? All[random.Next(All.Count)] : ByCountry[country];
        var last = random.Next(5) == 0 ? All[random.Next(All.Count)] : first;
        return (first.First[random.Next(first.First.Count)], last.Last[random.Next(last.Last.Count)]);
    }

    private static Names Parse(string names)
    {
        var halves = names.Split('|');
        return new Names([.. halves[0].Split(' ')], Joined(halves[1].Split(' ')));
    }

    private static List<string> Joined(string[] words)
    {
        var names = new List<string>();
        var start = "";
        foreach (var word in words)
        {
            if (!Particles.Contains(word))
                names.Add(start + word);
            start = Particles.Contains(word) ? start + word + " " : "";
        }
        return names;
    }

    private sealed record Names(List<string> First, List<string> Last);
}
