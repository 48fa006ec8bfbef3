using Binome.Contracts.Members;
using Binome.Contracts.Pairs;
using Binome.Contracts.People;
using Binome.Contracts.Programmes;
using Binome.Contracts.Sessions;
using Binome.WebApi.Authentication;
using Binome.WebApi.Matching;
using Binome.WebApi.Pages.Shell;
using Binome.WebApi.Pages.Words;
using Binome.WebApi.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Binome.WebApi.Pages.MyPairs;

/// <summary>How a held session was: two taps, the rest optional. Opening it records nothing.</summary>
[RequiresAction(Actions.Account)]
internal sealed class ReflectionModel(
    Caller caller,
    WebApi.Pairs.MyPairs mine,
    MyReflections reflections,
    IParticipantRows people,
    IProgrammeRows programmes,
    IStringLocalizer<SessionWords> words
) : PageModel
{
    private Dictionary<string, string?> values = [];

    public PairRow Row { get; private set; } = null!;

    public SessionRow Session { get; private set; } = null!;

    public NamesOfPage Names { get; private set; } = null!;

    public string Other => Names.Of(IsMentor ? Row.MenteeId : Row.MentorId) ?? "–";

    public string Zone { get; private set; } = "UTC";

    /// <summary>Something optional was written: it is shown at once.</summary>
    public bool HasMore => values.Keys.Except(["useful", "taught"]).Any(name => Value(name) is not null);

    private bool IsMentor => Row.MentorId == mine.Me;

    public string? Value(string name) => values.GetValueOrDefault(name);

    /// <summary>How the page calls who was mentor or mentee: the reader, or the other by name.</summary>
    public string NameOf(PairRole role) => (role == PairRole.Mentor) == IsMentor ? words["share.me"] : Other;

    public async Task<IActionResult> OnGet(string pair, string session)
    {
        if (!await Read(pair, session))
            return NotFound();
        if (await reflections.Find(pair, session) is { } written)
            values = Values(written);
        return Page();
    }

    public async Task<IActionResult> OnPost(string pair, string session)
    {
        if (!await Read(pair, session))
            return NotFound();
        var form = new FormValues(Request.Form);
        values = Request.Form.Keys.ToDictionary(name => name, form.Text);
        if (Body(form) is not { } body)
            return Page();
        var outcome = await reflections.Write(pair, session, body);
        if (outcome.Failure is not { } failure)
        {
            this.Flash(words["reflect.saved"]);
            return Redirect($"/app/my-pairs/{pair}");
        }
        this.Show(failure);
        return Page();
    }

    /// <summary>Null when a tap is missing, which the page then says.</summary>
    private WriteReflectionBody? Body(FormValues form)
    {
        var (useful, taught) = (form.Code<Usefulness>("useful"), form.Code<PairShare>("taught"));
        var agenda = form.Code<PairShare>("set_agenda");
        if (form.Failure is { } failure)
            this.Show(failure);
        if (useful is null)
            this.Show(Failure.At("/useful", FailureCodes.Required));
        if (taught is null)
            this.Show(Failure.At("/taught", FailureCodes.Required));
        if (!ModelState.IsValid)
            return null;
        return new WriteReflectionBody(
            useful!.Value,
            taught!.Value,
            agenda,
            form.Text("note"),
            form.Text("insight"),
            form.Text("next_step"),
            form.Flag("shared"),
            form.Text("person_to_meet"),
            form.Text("project_to_join")
        );
    }

    private static Dictionary<string, string?> Values(ReflectionView written) =>
        new()
        {
            ["useful"] = Code(written.Useful),
            ["taught"] = Code(written.Taught),
            ["set_agenda"] = Code(written.SetAgenda),
            ["note"] = written.Note,
            ["insight"] = written.Insight,
            ["next_step"] = written.NextStep,
            ["shared"] = written.Shared ? "true" : null,
            ["person_to_meet"] = written.PersonToMeet,
            ["project_to_join"] = written.ProjectToJoin,
        };

    private static string? Code<T>(T? value)
        where T : struct, Enum => value?.ToString().ToLowerInvariant();

    private async Task<bool> Read(string pair, string session)
    {
        if (await reflections.Session(pair, session) is not { Session.Status: SessionStatus.Held } found)
            return false;
        (Row, Session) = found;
        Names = await NamesOfPage.Read(people, caller.Tenant, [Row.MentorId, Row.MenteeId]);
        Zone = (await programmes.Find(caller.Tenant, Row.ProgrammeId))?.Row.Settings.TimeZone ?? "UTC";
        return true;
    }
}

/// <summary>A question that one tap answers.</summary>
/// <param name="Readers">Who can read the answer.</param>
internal sealed record Taps(
    string Name,
    string Title,
    string Readers,
    (string Value, string Text)[] Choices,
    string? Value,
    bool Required
);
