using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Contract;

/// <summary>The TypeScript client that others generate from the description: it compiles, and it drives the quickstart.</summary>
[Collection(WholeProduct.Name)]
public sealed class ClientTests(ApiFixture house)
{
    private static readonly string[] Sources = ["quickstart.ts", "globals.d.ts", "tsconfig.json"];

    [NodeFact]
    public async Task Client_GeneratedFromTheDescription_Compiles_AndDrivesTheQuickstart()
    {
        using var folder = Node.NewFolder();
        foreach (var source in Sources)
            File.Copy(Path.Combine(Node.Tests, "Api", "Contract", source), folder[source]);
        await File.WriteAllTextAsync(folder["package.json"], """{"type":"module"}""");
        using (var described = await house.Alize.Api.Send("GET", "/openapi/v1.json"))
            await File.WriteAllTextAsync(folder["v1.json"], await described.Content.ReadAsStringAsync());

        await Succeeds(Node.Tool("openapi-typescript"), folder, "v1.json", "-o", "v1.d.ts");
        await Succeeds(Node.Tool("tsc"), folder, "-p", ".");
        var (keyId, secret) = await NewKey();
        var said = await Succeeds(
            "node",
            folder,
            "quickstart.js",
            house.Address.ToString().TrimEnd('/'),
            secret,
            keyId
        );
        said.ShouldContain("done");
    }

    private async Task<(string Id, string Secret)> NewKey()
    {
        var people = await house.NewPeople("Quickstart");
        var made = await house.Grains(people.Tenant).Tenant().CreateKey(new("client", [], null));
        return (made.Value.Key.Id, made.Value.Secret);
    }

    private static async Task<string> Succeeds(string program, WorkFolder folder, params string[] arguments)
    {
        var (exitCode, said) = await Node.Run(program, folder.FullName, arguments);
        exitCode.ShouldBe(0, said);
        return said;
    }
}
