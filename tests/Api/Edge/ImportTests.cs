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

    private static string File(int rows)
    {
        var text = new StringBuilder(Header);
        for (var row = 0; row < rows; row++)
            text.Append(row).Append(",Inès,Morel,p").Append(row).Append("@x.fr\n");
        return text.ToString();
    }

    private Task<HttpResponseMessage> Upload(string file, string type = "text/csv; charset=utf-8", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/participants/imports")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return host.Client.SendAsync(request);
    }
}
