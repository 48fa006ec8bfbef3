using System.Text.Json.Nodes;

namespace Binome.EndToEnd.Tests;

/// <summary>Two files matched as somebody without a server does it.</summary>
public sealed class MatchVerbTests : IDisposable
{
    private const string Header =
        "employee_id,first_name,last_name,email,manager_employee_id,language,seniority_level,skills_offered,skills_wanted,mentor_capacity,mentee_capacity";

    private readonly DataFolder folder = new();

    [Fact]
    public async Task Match_OfTwoFiles_WritesPairsReasonsAndAProofThatHolds()
    {
        await Files(
            ["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,", "M2,Tom,Roy,tom@example.com,,fr,1,cloud:3,,1,"],
            ["E1,Paul,Lefèvre,paul@example.com,,fr,5,,cloud:3,,1", "E2,Zoé,Martin,zoe@example.com,,fr,4,,ai:3,,1"]
        );

        var (code, output, errors) = await Match("--explain", "--certificate", At("proof.json"), "--json");

        code.ShouldBe(0, errors);
        var summary = JsonNode.Parse(output)!;
        summary["pairs"]!.GetValue<int>().ShouldBe(2);
        summary["proven_optimal"]!.GetValue<bool>().ShouldBeTrue();
        var pairs = await Lines("pairs.csv");
        pairs[1].ShouldStartWith("M1,Inès Morel,E2,Zoé Martin,");
        pairs[1].ShouldContain("1 of 1 wanted skills are offered: ai.");
        pairs[2].ShouldStartWith("M2,Tom Roy,E1,Paul Lefèvre,");
        var (held, said, faults) = await Verb("matching", "verify", At("proof.json"));
        held.ShouldBe(0, said + faults);
        said.ShouldContain("4 possible pairs");
        (await File.ReadAllTextAsync(At("proof.json"))).ShouldNotContain("Morel");
    }

    [Fact]
    public async Task Verify_WhenAScoreWasChanged_NamesThePair()
    {
        await Files(["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,"], ["E1,Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]);
        await Match("--certificate", At("proof.json"));
        var proof = JsonNode.Parse(await File.ReadAllTextAsync(At("proof.json")))!;
        var pair = proof["solution"]!["pairs"]![0]!;
        pair[2] = pair[2]!.GetValue<int>() + 1;
        await File.WriteAllTextAsync(At("proof.json"), proof.ToJsonString());

        var (code, output, _) = await Verb("matching", "verify", At("proof.json"));

        code.ShouldBe(1);
        output.ShouldContain("wrong_score M1 E1");
        output.ShouldContain("wrong_total");
    }

    [Fact]
    public async Task Verify_OfSomethingElse_IsOneClearLine()
    {
        await File.WriteAllTextAsync(At("proof.json"), "{}");

        var (code, _, errors) = await Verb("matching", "verify", At("proof.json"));

        code.ShouldBe(1);
        errors.Trim().ShouldNotContain("\n");
        errors.ShouldContain("no proof");
    }

    [Fact]
    public async Task Match_WithABadRow_NamesLineAndColumn_AndGoesOn()
    {
        await Files(
            ["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,", "M2,Tom,Roy,nowhere,,fr,1,,,1,"],
            ["E1,Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]
        );

        var (code, output, errors) = await Match("--language", "fr", "--json");

        code.ShouldBe(0, errors);
        errors.ShouldContain("mentors.csv:3, email: Ce n’est pas une adresse e-mail.");
        JsonNode.Parse(output)!["rejected_rows"]!.GetValue<int>().ShouldBe(1);
        (await Lines("pairs.csv")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Match_WithABadRow_WhenStrict_WritesNothing()
    {
        await Files(["M1,Inès,Morel,nowhere,,fr,1,ai:4,,1,"], ["E1,Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]);

        var (code, _, errors) = await Match("--strict");

        code.ShouldBe(1);
        errors.ShouldContain("--strict");
        File.Exists(At("pairs.csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task Match_OfAFileThatIsNoCsv_IsOneClearLine()
    {
        await Files([], ["E1,Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]);
        await File.WriteAllBytesAsync(At("mentors.csv"), [.. "PK"u8, 3, 4, 0, 0]);

        var (code, _, errors) = await Match();

        code.ShouldBe(2);
        errors.Trim().ShouldNotContain("\n");
        errors.ShouldStartWith("mentors.csv: ");
    }

    [Fact]
    public async Task Match_OverBothFiles_ForbidsTheReportingLine_AlsoThroughARejectedRow()
    {
        // E1 reports to B1, whose row has no e-mail address, and B1 to M1.
        await Files(
            ["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,"],
            ["E1,Paul,Roy,paul@example.com,B1,fr,5,,ai:3,,1", "B1,Ada,Bis,,M1,fr,3,,,,0"]
        );

        var (code, output, errors) = await Match("--explain", "--unmatched", At("unmatched.csv"), "--json");

        code.ShouldBe(0, errors);
        JsonNode.Parse(output)!["pairs"]!.GetValue<int>().ShouldBe(0);
        var left = await Lines("unmatched.csv");
        left[1].ShouldStartWith("mentor,M1,Inès Morel,no_eligible_counterpart,");
        left[1].ShouldContain("reporting line");
        left[1].ShouldContain("Paul Roy (E1)");
    }

    [Fact]
    public async Task Match_WithLocksAndExclusions_KeepsAndAvoidsThem()
    {
        await Files(
            ["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,", "M2,Tom,Roy,tom@example.com,,fr,1,cloud:3,,1,"],
            ["E1,Paul,Lefèvre,paul@example.com,,fr,5,,cloud:3,,1", "E2,Zoé,Martin,zoe@example.com,,fr,4,,ai:3,,1"]
        );
        await File.WriteAllTextAsync(At("locked.csv"), "mentor_employee_id,mentee_employee_id\nM1,E1\nM9,E1\n");
        await File.WriteAllTextAsync(At("excluded.csv"), "mentor_employee_id,mentee_employee_id\nE2,M2\n");

        var (code, _, errors) = await Match("--locked", At("locked.csv"), "--excluded", At("excluded.csv"));

        code.ShouldBe(0, errors);
        errors.ShouldContain("locked.csv:3, mentor_employee_id:");
        var pairs = await Lines("pairs.csv");
        pairs.Length.ShouldBe(2);
        pairs[1].ShouldStartWith("M1,Inès Morel,E1,");
        pairs[1].ShouldEndWith(",true");
    }

    [Fact]
    public async Task Match_OfNamesThatAreFormulas_WritesThemAsText()
    {
        await Files(
            ["""M1,"=HYPERLINK(""http://x"")",Morel,ines@example.com,,fr,1,ai:4,,1,"""],
            ["E1,@Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]
        );

        await Match();

        var pairs = await Lines("pairs.csv");
        pairs[1].ShouldContain("\"'=HYPERLINK");
        pairs[1].ShouldContain("\"'@Paul Roy\"");
    }

    [Fact]
    public async Task Match_WithASeed_DrawsTheSameAgain()
    {
        await Files(
            [.. Enumerable.Range(0, 8).Select(at => $"M{at},A,B,m{at}@example.com,,fr,1,,,1,")],
            [.. Enumerable.Range(0, 8).Select(at => $"E{at},A,B,e{at}@example.com,,fr,1,,,,1")]
        );
        string[] draw = ["--seed", "7", "--tolerance", "800", "--json"];

        var (code, _, errors) = await Match(draw);
        var first = await Lines("pairs.csv");
        await Match(draw);

        code.ShouldBe(0, errors);
        (await Lines("pairs.csv")).ShouldBe(first);
        await Match();
        (await Lines("pairs.csv")).ShouldNotBe(first);
    }

    public static TheoryData<string, string> BadOptions =>
        new()
        {
            { "--criteria", "charm=10:similar" },
            { "--criteria", "skills=101:similar" },
            { "--criteria", "seniority_gap=10:complementary:9" },
            { "--seed", "7" },
            { "--minimum-score", "40" },
        };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task Match_WithAnOptionThatCannotBe_IsRefused(string option, string value)
    {
        await Files(["M1,Inès,Morel,ines@example.com,,fr,1,ai:4,,1,"], ["E1,Paul,Roy,paul@example.com,,fr,5,,ai:3,,1"]);

        var (code, _, errors) = await Match(option, value);

        code.ShouldNotBe(0);
        errors.ShouldContain(option == "--seed" ? "--tolerance" : option);
        errors.ShouldNotContain("   at ");
        File.Exists(At("pairs.csv")).ShouldBeFalse();
    }

    public void Dispose() => folder.Dispose();

    private async Task Files(string[] mentors, string[] mentees)
    {
        await File.WriteAllTextAsync(At("mentors.csv"), string.Join('\n', [Header, .. mentors]));
        await File.WriteAllTextAsync(At("mentees.csv"), string.Join('\n', [Header, .. mentees]));
    }

    private Task<(int Code, string Output, string Errors)> Match(params string[] options) =>
        Verb([
            "match",
            "--mentors",
            At("mentors.csv"),
            "--mentees",
            At("mentees.csv"),
            "--out",
            At("pairs.csv"),
            .. options,
        ]);

    private Task<(int Code, string Output, string Errors)> Verb(params string[] arguments) =>
        BinomeProcess.Verb(folder.Path, arguments);

    private async Task<string[]> Lines(string name) => await File.ReadAllLinesAsync(At(name));

    private string At(string name) => Path.Combine(folder.Path, name);
}
