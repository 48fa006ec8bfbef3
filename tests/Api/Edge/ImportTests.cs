using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Binome.Contracts.People;
using Binome.WebApi.People;

namespace Binome.Api.Tests.Edge;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Header = "employee_id,first_name,last_name,email\n";
    private EdgeHost host = null!;

    public async Task InitializeAsync()
    {
        host = await EdgeHost.Start();
        host.Grains.Answer = (key, _, arguments) =>
            Task.FromResult<Outcome<ImportRow>>(
                new ImportRow(
                    key[(key.IndexOf('/') + 1)..],
                    JobStatus.Queued,
                    ((StartImport)arguments[0]!).RowsTotal,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Samples.Noon,
                    null,
                    null
                )
            );
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Upload_StagesTheFileInChunks_AndStartsTheImport()
    {
        using var response = await Upload(File(1_200));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var import = await response.Json();
        var id = import.GetProperty("id").GetString();
        response.Headers.Location!.ToString().ShouldBe($"/v1/imports/{id}");
        host.Uploads.Chunks.Keys.Select(key => key.Chunk).Order().ShouldBe([0, 1, 2]);
        var command = (StartImport)host.Grains.Calls.Single().Arguments[0]!;
        command.RowsTotal.ShouldBe(1_200);
        command.Chunks.ShouldBe(3);
        command.Columns.ShouldBe(["employee_id", "first_name", "last_name", "email"]);
    }

    [Theory]
    [InlineData("", ImportMode.Delta)]
    [InlineData("?mode=delta", ImportMode.Delta)]
    [InlineData("?mode=full", ImportMode.Full)]
    public async Task Upload_TellsTheImportItsMode(string query, ImportMode mode)
    {
        using var response = await Upload(File(1), query: query);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        ((StartImport)host.Grains.Calls.Single().Arguments[0]!).Mode.ShouldBe(mode);
    }

    [Fact]
    public async Task Upload_OfAnotherMode_IsRefused_AndNothingStays()
    {
        using var response = await Upload(File(1), query: "?mode=everything");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Uploads.Chunks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 400, "import.empty")]
    [InlineData(Header, 400, "import.empty")]
    [InlineData("name;mail\na;b\n", 400, "import.columns_missing")]
    [InlineData(Header + "1,\"A,B,c@x.fr\n", 400, "import.quote_unclosed")]
    [InlineData("PK\u0003\u0004\0\0\0", 400, "import.not_csv")]
    public async Task Upload_WhenTheFileIsNone_IsRefused_AndNothingStays(string file, int status, string code)
    {
        using var response = await Upload(file);
        await response.ShouldBeProblem(status, code);
        host.Uploads.Chunks.ShouldBeEmpty();
        host.Grains.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_WhenRowsAreTooMany_IsRefused_AndNothingStays()
    {
        using var response = await Upload(File(Limits.ImportRowsMax + 1));
        await response.ShouldBeProblem(413, HrCsvFailure.TooManyRows);
        host.Uploads.Chunks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Upload_WhenOfAnotherType_Is415_NamingTheRightOne(string type)
    {
        using var response = await Upload(File(1), type);
        var problem = await response.ShouldBeProblem(415, TransportCodes.UnsupportedMediaType);
        problem.GetProperty("detail").GetString()!.ShouldContain("text/csv");
    }

    [Fact]
    public async Task Upload_WhenSentAgainUnderItsKey_IsReplayed_AndLeavesNothingBehind()
    {
        using var one = await Upload(File(10), key: "abc");
        var staged = host.Uploads.Chunks.Count;
        using var two = await Upload(File(10), key: "abc");
        (await two.Content.ReadAsByteArrayAsync()).ShouldBe(await one.Content.ReadAsByteArrayAsync());
        host.Uploads.Chunks.Count.ShouldBe(staged);
        host.Grains.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_WithAnotherFileUnderItsKey_Is422_AndLeavesNothingBehind()
    {
        using var one = await Upload(File(10), key: "abc");
        using var two = await Upload(File(11), key: "abc");
        await two.ShouldBeProblem(422, TransportCodes.IdempotencyOtherRequest);
        host.Uploads.Chunks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_WhenItsAnswerWasLost_StartsTheSameImportAgain()
    {
        host.Idempotency.LosesAnswer = true;
        using var lost = await Upload(File(10), key: "abc");
        lost.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var again = await Upload(File(10), key: "abc");
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        host.Grains.Calls.Select(call => call.Key).Distinct().Count().ShouldBe(1);
        host.Uploads.Chunks.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl; charset=utf-8")]
    public async Task Upload_OfJsonLines_StagesWhatEachLineSays(string type)
    {
        const string File = """
            {"employee_id":"E1","first_name":"Inès","hire_date":"2021-09-01","seniority_level":3,"badge":7}

            {"employee_id":"E2","job_title":null,"skills_offered":[{"skill":"ai","level":4}],"intentions":["network","skills"],"attributes":{"floor":"2"}}
            """;
        using var response = await Upload(File, type);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var lines = host.Uploads.Chunks.Values.Single();
        lines.Select(line => line.Line).ShouldBe([1, 3]);
        lines[0].Columns!.Value.ShouldBe(["employee_id", "first_name", "hire_date", "seniority_level"]);
        lines[0].Cells.ShouldBe(["E1", "Inès", "2021-09-01", "3"]);
        lines[1]
            .Columns!.Value.ShouldBe(["employee_id", "job_title", "skills_offered", "intentions", "attribute:floor"]);
        lines[1].Cells.ShouldBe(["E2", null, "ai:4", "network;skills", "2"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"employee_id\":\"E1\",\"employee_id\":\"E2\"}")]
    [InlineData("{\"first_name\":{\"a\":1}}")]
    [InlineData("{\"first_name\":\"\\ud800\"}")]
    [InlineData("{\"first_name\":\"a\\u0000b\"}")]
    [InlineData("{\"skills_offered\":[{\"skill\":\"ai\"}]}")]
    [InlineData("{\"skills_offered\":[{\"skill\":\"ai\",\"level\":1.5}]}")]
    [InlineData("{\"intentions\":[1]}")]
    [InlineData("{\"intentions\":[\"a;b\"]}")]
    [InlineData("{\"intentions\":[[[[\"a\"]]]]}")]
    [InlineData("{\"attribute:floor\":\"1\",\"attributes\":{\"floor\":\"2\"}}")]
    [InlineData("E1;Inès")]
    public async Task Upload_OfALineThatIsNoPerson_ReportsItsRow(string line)
    {
        using var response = await Upload($"{line}\n{{\"employee_id\":\"E9\"}}\n", "application/x-ndjson");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var lines = host.Uploads.Chunks.Values.Single();
        lines.Select(row => row.Problem).ShouldBe(["row.json_invalid", null]);
    }

    [Theory]
    [InlineData("", 400, "import.empty")]
    [InlineData("\n  \n", 400, "import.empty")]
    public async Task Upload_OfNoJsonLines_IsRefused_AndNothingStays(string file, int status, string code)
    {
        using var response = await Upload(file, "application/x-ndjson");
        await response.ShouldBeProblem(status, code);
        host.Uploads.Chunks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_OfAJsonLineWithoutEnd_IsRefused_AndNothingStays()
    {
        using var response = await Upload(
            "{\"first_name\":\"" + new string('a', HrCsv.RecordBytesMax),
            "application/jsonl"
        );
        await response.ShouldBeProblem(400, HrCsvFailure.RecordTooLong);
        host.Uploads.Chunks.ShouldBeEmpty();
    }

    private static string File(int rows)
    {
        var text = new StringBuilder(Header);
        for (var row = 0; row < rows; row++)
            text.Append(row).Append(",Inès,Morel,p").Append(row).Append("@x.fr\n");
        return text.ToString();
    }

    private Task<HttpResponseMessage> Upload(
        string file,
        string type = "text/csv; charset=utf-8",
        string? key = null,
        string query = ""
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/participants/imports" + query)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return host.Client.SendAsync(request);
    }
}
