using Binome.WebApi.Authentication;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Lists;
using Binome.WebApi.People;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Binome.WebApi.OpenApi;

/// <summary>Adds to the generated description what the framework can't see: the key, the parameters, the refusals.</summary>
internal static class ApiDescription
{
    private const string SecurityScheme = "api_key";
    private const string SessionScheme = "session";
    private const string Problem = "Problem";

    private static readonly (int Status, string Description)[] AlwaysPossible =
    [
        (400, "The request can't be read: what is wrong stands in errors."),
        (401, "The API key is missing, invalid, expired or revoked, or the session has ended."),
        (403, "The key lacks the scope, the person lacks the role, or only a person may do it."),
        (406, "Answers are application/json only."),
        (429, "Too many requests of this organisation: send it again after Retry-After."),
        (500, "Something went wrong on our side; name the request_id."),
        (503, "Busy: send the request again after Retry-After."),
    ];

    public static void Add(IServiceCollection services) =>
        services.AddOpenApi(
            OpenApiEndpoint.Document,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.CreateSchemaReferenceId = SchemaNames.Of;
                options.AddDocumentTransformer(Introduce);
                options.AddOperationTransformer(Complete);
                options.AddSchemaTransformer(SchemaNames.Describe);
            }
        );

    private static Task Introduce(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellation
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Binome API",
            Version = OpenApiEndpoint.Document,
            Description =
                "Mentoring programmes from an HR export to living pairs. Errors are application/problem+json in English or "
                + "French (Accept-Language); lists go on with a cursor; every POST takes an Idempotency-Key; "
                + "every answer says in RateLimit how many requests are left of the organisation's share.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "bn_live_…",
                Description = "An API key of the tenant; its owners make them.",
            },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
                Description = "A person who is signed in. Changes also need an Origin or Sec-Fetch-Site of our own.",
            },
        };
        document.Security = [Secured(document, SecurityScheme), Secured(document, SessionScheme)];
        return Task.CompletedTask;
    }

    private static async Task Complete(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Description ??= operation.Summary;
        operation.Parameters ??= [];
        DescribePath(operation);
        foreach (var parameter in metadata.OfType<QueryParameters>().LastOrDefault()?.All ?? [])
            operation.Parameters.Add(Parameter(parameter.Name, ParameterLocation.Query, parameter.Description));
        if (metadata.OfType<Idempotent>().Any())
            operation.Parameters.Add(
                Parameter(
                    HeaderNames.IdempotencyKey,
                    ParameterLocation.Header,
                    "1–255 characters: the request is carried out once, however often it is sent."
                )
            );
        if (metadata.OfType<OwnIdempotency>().Any())
            operation.RequestBody = CsvBody();

        var problem = await ProblemSchema(context, cancellation);
        foreach (
            var (status, description) in AlwaysPossible.Concat(Possible(context.Description.HttpMethod, operation))
        )
            operation.Responses!.TryAdd($"{status}", Refusal(description, problem));
    }

    private static async Task<IOpenApiSchema> ProblemSchema(
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation without its document.");
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemView), null, cancellation));
        return new OpenApiSchemaReference(Problem, document);
    }

    private static IEnumerable<(int, string)> Possible(string? method, OpenApiOperation operation)
    {
        if (operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Path))
            yield return (404, "There is no such resource for this key.");
        if (method is null or "GET")
            yield break;
        yield return (409, "The current state does not allow it.");
        yield return (413, "The body is too large.");
        yield return (415, "The body is of a type the address does not take.");
        yield return (422, "It can be read but not carried out.");
        if (method is "PUT" or "PATCH")
            yield return (412, "If-Match names another version than the current one.");
    }

    private static void DescribePath(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
            if (parameter.In == ParameterLocation.Path)
                parameter.Description ??= $"The {parameter.Name} in the path.";
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string description) =>
        new()
        {
            Name = name,
            In = location,
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = name == QueryParameters.Limit ? JsonSchemaType.Integer : JsonSchemaType.String,
            },
        };

    private static OpenApiRequestBody CsvBody() =>
        new()
        {
            Required = true,
            Description =
                "An HR file with a header line: employee_id, first_name, last_name, email and more; UTF-8 or Windows-1252, "
                + "separated by commas, semicolons or tabs.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ImportsEndpoints.CsvType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        };

    private static OpenApiResponse Refusal(string description, IOpenApiSchema schema) =>
        new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = schema } },
        };

    private static OpenApiSecurityRequirement Secured(OpenApiDocument document, string scheme) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
