using System.Text;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.WebApi.Json;
using Binome.WebApi.Matching;
using Binome.WebApi.Sessions;

namespace Binome.Api.Tests.Json;

public sealed class StrictJsonTests
{
    private const string Session =
        """{"status":"held","starts_at":"2026-01-05T10:00:00Z","duration_minutes":60,"format":"video"}""";

    [Fact]
    public async Task Read_WhenAsDescribed_IsTheBody()
    {
        var body = await Read<AddSessionBody>(Session);
        body.DurationMinutes.ShouldBe(60);
        body.StartsAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("", FailureCodes.Required, "/status")]
    [InlineData("{", TransportCodes.BodyMalformed, null)]
    [InlineData("nonsense", TransportCodes.BodyMalformed, null)]
    [InlineData("null", TransportCodes.BodyMalformed, null)]
    [InlineData("[]", TransportCodes.BodyMalformed, null)]
    [InlineData("{} {}", TransportCodes.BodyMalformed, null)]
    [InlineData("{/* hello */}", TransportCodes.BodyMalformed, null)]
    [InlineData("""{"status":"held",}""", TransportCodes.BodyMalformed, null)]
    [InlineData("""{"status":"held","status":"held"}""", TransportCodes.BodyDuplicateMember, "/status")]
    [InlineData("""{"state":"held"}""", TransportCodes.FieldUnknown, "/state")]
    [InlineData("""{"Status":"held"}""", TransportCodes.FieldUnknown, "/Status")]
    [InlineData("""{"status":1}""", FailureCodes.Invalid, "/status")]
    [InlineData("""{"status":"Held"}""", FailureCodes.Invalid, "/status")]
    [InlineData("""{"status":"finished"}""", FailureCodes.Invalid, "/status")]
    [InlineData("""{"duration_minutes":"60"}""", FailureCodes.Invalid, "/duration_minutes")]
    [InlineData("""{"duration_minutes":6.5}""", FailureCodes.Invalid, "/duration_minutes")]
    [InlineData("""{"duration_minutes":99999999999}""", FailureCodes.Invalid, "/duration_minutes")]
    [InlineData("""{"starts_at":"2026-01-05T10:00:00"}""", FailureCodes.Invalid, "/starts_at")]
    [InlineData("""{"status":"held"}""", FailureCodes.Required, "/starts_at")]
    public async Task Read_WhenNotAsDescribed_SaysWhatAndWhere(string json, string code, string? pointer)
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<AddSessionBody>(json));
        refused.Failure.Code.ShouldBe(code);
        refused.Failure.Pointer.ShouldBe(pointer);
    }

    [Fact]
    public async Task Read_WhenMembersAreMissing_NamesThemAll()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<AddSessionBody>("{}"));
        refused.Failure.Pointer.ShouldBe("/status");
        refused.Failure.Others.Select(other => other.Pointer).ShouldBe(["/starts_at", "/duration_minutes", "/format"]);
    }

    [Fact]
    public async Task Read_WhenAValueIsNotOneOfAFew_NamesThem()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<AddSessionBody>("""{"status":"x"}"""));
        refused.Failure.Arguments.ShouldBe(["planned | held | cancelled"]);
    }

    [Fact]
    public async Task Read_WhenAMemberOfAListItemIsUnknown_PointsAtIt()
    {
        var json = """{"skills_offered":[{"skill":"ai","level":3},{"skill":"cloud","stars":5}]}""";
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<ProfileChange>(json));
        refused.Failure.Code.ShouldBe(TransportCodes.FieldUnknown);
        refused.Failure.Pointer.ShouldBe("/skills_offered/1/stars");
    }

    [Fact]
    public async Task Read_WhenAMemberOfAListItemIsMissing_PointsAtIt()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() =>
            Read<DecideBody>("""{"decisions":[{"proposal":"prop_1"}]}""")
        );
        refused.Failure.Code.ShouldBe(FailureCodes.Required);
        refused.Failure.Pointer.ShouldBe("/decisions/0/decision");
    }

    [Fact]
    public async Task Read_WhenAMemberThatMayBeNullIsLeftOut_TakesIt()
    {
        var change = await Read<ProgrammeChange>("""{"owner":{"name":"Camille"},"parent_programme":"prg_1"}""");
        change.Owner.Value.ShouldBe(new NamedPerson("Camille", null));
        change.ParentProgrammeId.Value.ShouldBe("prg_1");
    }

    [Fact]
    public async Task Read_WhenAMemberIsNullThatMayNotBe_IsRefused()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() =>
            Read<ProgrammeChange>("""{"owner":{"name":null}}""")
        );
        refused.Failure.Pointer.ShouldBe("/owner/name");
    }

    [Fact]
    public async Task Read_WhenTooDeep_IsRefused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<ProfileChange>(json));
        refused.Failure.Code.ShouldBeOneOf(TransportCodes.BodyMalformed, TransportCodes.FieldUnknown);
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(1_001, true)]
    public async Task Read_WhenAListIsLongerThanAThousand_IsRefused(int items, bool refused)
    {
        var json = $$"""{"themes":[{{string.Join(',', Enumerable.Repeat("1", items))}}]}""";
        var failure = (await Should.ThrowAsync<RequestRefused>(() => Read<ProgrammeChange>(json))).Failure;
        failure.Code.ShouldBe(refused ? TransportCodes.BodyArrayTooLong : FailureCodes.Invalid);
    }

    [Theory]
    [InlineData("""{"themes":[null]}""")]
    [InlineData("""{"goals":[{"kind":"a","description":"b"},null]}""")]
    public async Task Read_WhenAListHoldsNull_IsRefused(string json)
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<ProgrammeChange>(json));
        refused.Failure.Code.ShouldBe(TransportCodes.BodyNullItem);
    }

    [Fact]
    public async Task Read_WhenATextHoldsNul_IsRefused()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() =>
            Read<ProfileChange>("""{"first_name":"a\u0000"}""")
        );
        refused.Failure.Code.ShouldBe(TransportCodes.BodyNul);
    }

    [Fact]
    public async Task Read_WhenATextOnlyLooksLikeNul_TakesIt() =>
        (await Read<ProfileChange>("""{"first_name":"\\u0000"}""")).FirstName.Value.ShouldBe("\\u0000");

    [Fact]
    public async Task Read_WhenLargerThanAMegabyte_IsRefused()
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() =>
            Read<ProfileChange>($$"""{"first_name":"{{new string('a', ApiJson.BodyBytesMax)}}"}""")
        );
        refused.Failure.Code.ShouldBe(TransportCodes.BodyTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Read_WhenOfAnotherType_IsRefused(string? type)
    {
        var refused = await Should.ThrowAsync<RequestRefused>(() => Read<ProfileChange>("{}", type));
        refused.Failure.Code.ShouldBe(TransportCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Read_WhenTheBytesAreNoUtf8_IsRefused()
    {
        var bytes = Encoding.Latin1.GetBytes("""{"first_name":"é"}""");
        await Should.ThrowAsync<RequestRefused>(() => Read<ProfileChange>(bytes, "application/json"));
    }

    private static Task<T> Read<T>(string json, string? type = "application/json; charset=utf-8") =>
        Read<T>(Encoding.UTF8.GetBytes(json), type);

    private static async Task<T> Read<T>(byte[] json, string? type)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(json);
        context.Request.ContentType = type;
        return await RequestBody.Read(context, ApiJson.Info<T>());
    }
}
