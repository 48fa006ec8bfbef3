using Binome.Contracts.Members;
using Binome.Contracts.Programmes;

namespace Binome.WebApi.Programmes;

internal static class ChartersEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{programme}/charter").WithTags("Charters");
        group
            .MapGet("", Find)
            .Describe("getCharter", Actions.ProgrammesRead, "The charter that pairs published now will sign.")
            .Answers<CharterView>();
        group
            .MapPut("", Write)
            .Describe("writeCharter", Actions.ProgrammesDecide, "Words the charter anew, as its next version.")
            .Answers<CharterView>();
    }

    private static async Task<Answer> Find(string programme, Caller caller, IProgrammeRows rows)
    {
        if (await rows.Find(caller.Tenant, programme) is not { Row.Settings.CharterVersion: var version })
            return caller.NotFound();
        var charter = await rows.Charter(caller.Tenant, programme, version);
        return charter is null ? caller.NotFound() : Answers.Ok(CharterView.Of(charter));
    }

    private static async Task<Answer> Write(string programme, Body<WriteCharterBody> body, Caller caller)
    {
        var (en, fr, version) = body.Value;
        var command = new WriteCharter(new CharterText(en, fr), version, caller.Actor());
        var outcome = await caller.Send(grains => grains.Programme(programme).WriteCharter(command));
        return caller.Answer(outcome, charter => Answers.Ok(CharterView.Of(charter)));
    }
}

/// <param name="En">Markdown, 1–10,000 characters.</param>
/// <param name="Fr">The same in French.</param>
/// <param name="Version">The version that was read; another one meanwhile answers 412. Left out, it is not asked.</param>
internal sealed record WriteCharterBody(string En, string Fr, int? Version);

/// <summary>The ground rules of a programme's pairs, as Markdown.</summary>
/// <param name="By">Who worded it; null for the template of the programme's kind.</param>
internal sealed record CharterView(
    string Programme,
    int Version,
    string En,
    string Fr,
    ActingMember? By,
    DateTimeOffset Created
)
{
    public string Object { get; } = "charter";

    public static CharterView Of(CharterRow row) =>
        new(row.ProgrammeId, row.Version, row.Text.En, row.Text.Fr, row.By, row.CreatedAt);
}
