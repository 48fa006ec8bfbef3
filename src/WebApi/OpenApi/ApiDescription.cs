using Binome.Contracts.Members;
using Binome.WebApi.Authentication;
using Binome.WebApi.Idempotency;
using Binome.WebApi.Lists;
using Binome.WebApi.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ApiDescriptionOfRoute = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace Binome.WebApi.OpenApi;

/// <summary>Adds to the generated description what the framework can't see: the key, the parameters, the refusals.</summary>
internal static class ApiDescription
{
    private const string SecurityScheme = "api_key";
    private const string SessionScheme = "session";
    private const string TokenScheme = "oauth";
    private const string Problem = "Problem";

    /// <summary>Marks operations that take the header, until their description is complete.</summary>
    public const string TakesIdempotencyKey = "x-takes-idempotency-key";

    public const string TakesIfMatch = "x-takes-if-match";
    public const string ExpandsPrefix = "x-expands-";

    private static readonly int[] AlwaysPossible = [400, 401, 403, 406, 429, 500, 503];

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
            Contact = new OpenApiContact { Name = "Whoever operates this installation" },
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
            [TokenScheme] = Tokens(),
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
            operation.Parameters.Add(Parameter(parameter));
        if (metadata.OfType<Idempotent>().Any())
            Mark(operation, TakesIdempotencyKey);
        if (metadata.OfType<ChecksVersion>().Any())
            Mark(operation, TakesIfMatch);
        foreach (var member in metadata.OfType<Expandable>().LastOrDefault()?.Members ?? [])
            Mark(operation, ExpandsPrefix + member);
        if (metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [];
        else if (metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy is { } action)
            operation.Security = SecurityOf(action, context.Document!);
        operation.Deprecated = metadata.OfType<Deprecation>().Any();
        if (metadata.OfType<OwnIdempotency>().Any())
            operation.RequestBody = ImportBody();

        if (metadata.OfType<FormOf>().LastOrDefault() is { } form)
            operation.RequestBody = await FormBody(form, context, cancellation);

        var problem = await ProblemSchema(context, cancellation);
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        foreach (var status in AlwaysPossible.Concat(Possible(context.Description, operation, isOpen)))
            operation.Responses!.TryAdd($"{status}", Refusal(SharedRefusals.DescriptionOf(status)!, problem));
    }

    private static async Task<OpenApiRequestBody> FormBody(
        FormOf form,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var document = context.Document!;
        document.AddComponent(form.Type.Name, await context.GetOrCreateSchemaAsync(form.Type, null, cancellation));
        var schema = new OpenApiSchemaReference(form.Type.Name, document);
        return new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [TokenEndpoint.FormType] = new() { Schema = schema } },
        };
    }

    private static void Mark(OpenApiOperation operation, string mark)
    {
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[mark] = new JsonNodeExtension(System.Text.Json.Nodes.JsonValue.Create(true));
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

    private static IEnumerable<int> Possible(ApiDescriptionOfRoute route, OpenApiOperation operation, bool isOpen)
    {
        var method = route.HttpMethod;
        // What is one's own may not be there, as what an id names.
        var isOwn = route.RelativePath?.StartsWith("v1/me/", StringComparison.Ordinal) == true;
        if (isOwn || operation.Parameters!.Any(parameter => parameter.In == ParameterLocation.Path))
            yield return 404;
        if (method is null or "GET")
            yield break;
        foreach (var status in (int[])[409, 413, 415, 422])
            yield return status;
        if (isOpen)
            yield return 410;
        if (method is "PUT" or "PATCH")
            yield return 412;
    }

    private static void DescribePath(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
            if (parameter.In == ParameterLocation.Path)
                parameter.Description ??= $"The {parameter.Name} in the path.";
    }

    private static OpenApiParameter Parameter(QueryParameter parameter)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        if (parameter.Type == typeof(int))
            (schema.Type, schema.Format) = (JsonSchemaType.Integer, "int32");
        else if (parameter.Type == typeof(bool))
            schema.Type = JsonSchemaType.Boolean;
        else if (parameter.Type == typeof(DateTimeOffset))
            schema.Format = "date-time";
        else if (parameter.Type is { IsEnum: true } codes)
            schema.Enum = [.. Enum.GetNames(codes).Select(name => NameOf(name))];
        else if (parameter.Repeated is { } repeated)
            schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MaxItems = repeated.Max,
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. repeated.Values] },
            };
        return new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = schema,
        };

        static System.Text.Json.Nodes.JsonNode NameOf(string name) =>
            System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    private static OpenApiRequestBody ImportBody() =>
        new()
        {
            Required = true,
            Description =
                "An HR file with a header line: employee_id, first_name, last_name, email and more; UTF-8 or Windows-1252, "
                + "separated by commas, semicolons or tabs. Or JSON lines: an object a line with the members of a participant, of which "
                + "those that are left out stay as they are.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ImportsEndpoints.CsvType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                [ImportsEndpoints.JsonLinesTypes[0]] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
                [ImportsEndpoints.JsonLinesTypes[1]] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        };

    private static OpenApiResponse Refusal(string description, IOpenApiSchema schema) =>
        new()
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = schema } },
        };

    private static List<OpenApiSecurityRequirement> SecurityOf(string action, OpenApiDocument document) =>
        Actions.OfPersons.Contains(action)
            ? [Secured(document, SessionScheme)]
            :
            [
                Secured(document, SecurityScheme),
                new() { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [action] },
                Secured(document, SessionScheme),
            ];

    // The rules of OWASP ask how tokens are renewed: a client asks for the next one as it asked for this one.
    private static OpenApiSecurityScheme Tokens() =>
        new()
        {
            Type = SecuritySchemeType.OAuth2,
            Description =
                "Client credentials: the id of an API key and the key itself. Tokens are opaque to clients; no JWTs are issued, "
                + "so nothing of RFC8725 is left to them.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow
                {
                    TokenUrl = new Uri(TokenEndpoint.Route, UriKind.Relative),
                    RefreshUrl = new Uri(TokenEndpoint.Route, UriKind.Relative),
                    Scopes = Actions.Scopes.ToDictionary(scope => scope, scope => $"What {scope} names."),
                },
            },
        };

    private static OpenApiSecurityRequirement Secured(OpenApiDocument document, string scheme) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
