using Binome.Contracts.Privacy;
using Binome.Grains.Tests.Company;

namespace Binome.Grains.Tests.Privacy;

/// <summary>Private words open for their author's key alone, and for nobody once it is erased.</summary>
public sealed class PrivateWordsTests
{
    private const string Words = "Entre nous : j’ai peur de présenter.";
    private static readonly PrivatePlace Place = new(CompanyHost.Tenant, "ptc_1", "agi_1");

    [Fact]
    public async Task Open_OfSealedWords_AnswersThem()
    {
        await using var company = await CompanyHost.Start();
        var words = company.Get<IPrivateWords>();

        var (one, other) = (await words.Seal(Place, Words), await words.Seal(Place, Words));

        one.ShouldNotBe(other);
        one.ShouldNotContain("peur");
        (await words.Open(Place, one)).ShouldBe(Words);
        (await words.Open(Place, other)).ShouldBe(Words);
    }

    [Fact]
    public async Task Open_OfWordsMovedElsewhere_AnswersNothing()
    {
        await using var company = await CompanyHost.Start();
        var words = company.Get<IPrivateWords>();
        var kept = await words.Seal(Place, Words);
        await words.Seal(Place with { AuthorId = "ptc_2" }, Words);

        (await words.Open(Place with { Field = "agi_2" }, kept)).ShouldBeNull();
        (await words.Open(Place with { AuthorId = "ptc_2" }, kept)).ShouldBeNull();
        (await words.Open(Place with { Tenant = "ten_other" }, kept)).ShouldBeNull();
        (await words.Open(Place, kept[..20])).ShouldBeNull();
    }

    [Fact]
    public async Task Erase_OfTheKey_ErasesTheWords_AndNoneFollow()
    {
        await using var company = await CompanyHost.Start();
        var words = company.Get<IPrivateWords>();
        var kept = await words.Seal(Place, Words);

        await company.Grains.PrivateKey("ptc_1").Erase();
        await company.Grains.PrivateKey("ptc_1").Erase();

        (await words.Open(Place, kept)).ShouldBeNull();
        (await company.Grains.PrivateKey("ptc_1").Ensure()).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => words.Seal(Place, Words));
    }
}
