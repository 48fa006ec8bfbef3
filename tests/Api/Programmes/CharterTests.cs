using Binome.Api.Tests.Edge;
using Binome.Api.Tests.House;

namespace Binome.Api.Tests.Programmes;

[Collection(WholeProduct.Name)]
public sealed class CharterTests(ApiFixture house)
{
    [Fact]
    public async Task Charter_IsRead_WordedAnew_AndNotOverwritten()
    {
        var (api, owner) = (house.Alize.Api, house.Alize.Owner);
        var path =
            $"/v1/programmes/{(await api.Post("/v1/programmes", """{"kind":"reverse","name":"With a charter"}""")).Id()}/charter";
        (await api.Get(path)).Number("version").ShouldBe(1);

        var written = await owner.Ask("PUT", path, """{"en":"# Ours","fr":"# À nous","version":1}""");
        written.Number("version").ShouldBe(2);
        written.GetProperty("by").Text("id").ShouldNotBeEmpty();
        using var late = await owner.Send("PUT", path, """{"en":"# Mine","fr":"# À moi","version":1}""");
        await late.ShouldBeProblem(412, FailureCodes.VersionMismatch);

        (await api.Get(path)).Text("fr").ShouldBe("# À nous");
    }

    [Fact]
    public async Task Charter_GoesWithACopyOfTheProgramme()
    {
        var owner = house.Alize.Owner;
        var programme = (await owner.Post("/v1/programmes", """{"kind":"peer","name":"Original"}""")).Id();
        await owner.Ask("PUT", $"/v1/programmes/{programme}/charter", """{"en":"# Ours","fr":"# À nous"}""");

        var copy = await owner.Post($"/v1/programmes/{programme}/duplicate", """{"name":"Copy"}""");

        (await owner.Get($"/v1/programmes/{copy.Id()}/charter")).Text("en").ShouldBe("# Ours");
    }

    [Fact]
    public async Task Key_CantWordACharter()
    {
        using var response = await house.Alize.Api.Send(
            "PUT",
            $"/v1/programmes/{house.Alize.Programme}/charter",
            """{"en":"# Ours","fr":"# À nous"}"""
        );
        await response.ShouldBeProblem(403, FailureCodes.PersonRequired);
    }
}
