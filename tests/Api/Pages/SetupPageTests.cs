using Binome.Api.Tests.House;
using Binome.WebApi.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Binome.Api.Tests.Pages;

/// <summary>The first visit to an empty house.</summary>
public sealed class SetupPageTests : IAsyncLifetime
{
    private readonly ApiFixture house = new();

    public Task InitializeAsync() => house.StartAlone();

    public Task DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Setup_MakesTheOrganisationAndItsOwner_Once()
    {
        var token = house.Service<Setup>().NewLink();
        var address = $"/setup?token={token}";
        var person = new Person(house.Address);
        var reader = new Reader(person);
        (string, string)[] form =
        [
            ("token", token),
            ("organisation", "Groupe Alizé"),
            ("name", "Camille Perrin"),
            ("language", "fr"),
        ];
        var faulty = await reader.SendFaulty(address, "/setup", [.. form, ("email", "nowhere")]);
        faulty.ShouldContain("id=\"field-email-error\"");
        faulty.ShouldContain("value=\"Groupe Alizé\"");

        (await reader.Send(address, "/setup", [.. form, ("email", "camille@example.com")])).ShouldBe("/app");
        person.Session.ShouldNotBeNull();
        (await reader.Open("/app")).ShouldContain("Bonjour Camille Perrin");

        using var again = await new Reader(new Person(house.Address)).Get(address);
        ((int)again.StatusCode).ShouldBe(410);
    }
}
