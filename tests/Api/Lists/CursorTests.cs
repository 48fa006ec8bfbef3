using Binome.WebApi.Lists;

namespace Binome.Api.Tests.Lists;

public sealed class CursorTests
{
    private const string Binding = "ten_a\n/v1/pairs\nphase=active";

    [Fact]
    public void Read_WhenOfTheSameList_AnswersThePlace() =>
        Cursor.Read(Binding, Cursor.Of(Binding, "pair_01")).ShouldBe("pair_01");

    [Theory]
    [InlineData("ten_b\n/v1/pairs\nphase=active")]
    [InlineData("ten_a\n/v1/participants\nphase=active")]
    [InlineData("ten_a\n/v1/pairs\nphase=closed")]
    public void Read_WhenOfAnotherTenantRouteOrFilter_IsRefused(string other)
    {
        var refused = Should.Throw<RequestRefused>(() => Cursor.Read(Binding, Cursor.Of(other, "pair_01")));
        refused.Failure.Code.ShouldBe(TransportCodes.CursorInvalid);
    }

    [Fact]
    public void Read_WhenAnyCharacterWasChanged_IsRefused()
    {
        var cursor = Cursor.Of(Binding, "pair_01");
        for (var at = 0; at < cursor.Length; at++)
        {
            var changed = cursor.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            Should.Throw<RequestRefused>(() => Cursor.Read(Binding, new string(changed)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("AAAA")]
    public void Read_WhenMalformed_IsRefused(string cursor) =>
        Should.Throw<RequestRefused>(() => Cursor.Read(Binding, cursor));

    [Fact]
    public void Read_WhenVeryLong_IsRefused() =>
        Should.Throw<RequestRefused>(() => Cursor.Read(Binding, new string('A', 50_000)));
}
