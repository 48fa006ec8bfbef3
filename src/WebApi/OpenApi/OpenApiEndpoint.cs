using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Binome.WebApi.OpenApi;

/// <summary>Answers the description of the API. It is made once, when it is first asked for.</summary>
internal sealed class OpenApiEndpoint([FromKeyedServices(OpenApiEndpoint.Document)] IOpenApiDocumentProvider provider)
    : IDisposable
{
    public const string Document = "v1";

    private static readonly JsonSerializerOptions Written = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SemaphoreSlim making = new(1, 1);
    private byte[]? json;

    public static void Map(WebApplication app) =>
        app.MapGet("/openapi/v1.json", (OpenApiEndpoint endpoint, HttpContext context) => endpoint.Read(context))
            .AllowAnonymous()
            .ExcludeFromDescription();

    public void Dispose() => making.Dispose();

    private async Task<Answer> Read(HttpContext context)
    {
        if (json is { } made)
            return new Answer(StatusCodes.Status200OK, made);
        await making.WaitAsync(context.RequestAborted);
        try
        {
            return new Answer(StatusCodes.Status200OK, json ??= await Make());
        }
        finally
        {
            making.Release();
        }
    }

    // Whoever asks first may leave before it is made; it is made for all.
    private async Task<byte[]> Make()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        var described = JsonNode.Parse(text.ToString())!.AsObject();
        ApiContract.Complete(described);
        return Encoding.UTF8.GetBytes(described.ToJsonString(Written));
    }
}
