using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Binome.StripeServer.Control;

namespace Binome.StripeServer.Types;

/// <summary>Something that the official library's type definitions must bear out.</summary>
/// <param name="How">What is claimed: <c>answer</c>, <c>sent</c> or <c>field</c>.</param>
/// <param name="Type">The official type, such as <c>Stripe.Subscription</c>.</param>
/// <param name="Where">What a fault is reported by.</param>
public sealed record TypeClaim(string How, string Type, string Where)
{
    /// <summary>The JSON that was answered, or the tree of texts that was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Value { get; init; }

    /// <summary>The steps to a field; <c>[]</c> is any element of a list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Path { get; init; }

    /// <summary>string, number, boolean, object or array; null when the field only has to be there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>A field, written as <c>items.data[].current_period_end</c>.</summary>
    public static TypeClaim Field(string type, string path, string? kind = null) =>
        new("field", type, $"{type} {path}")
        {
            Path = path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.'),
            Kind = kind,
        };

    /// <summary>What a request sent, and what it was answered when it went well.</summary>
    public static IEnumerable<TypeClaim> Of(RecordedRequest request)
    {
        var where = $"{request.Method} {request.Path} {request.Id}";
        if (request.ParamsType is { } sent)
            yield return new TypeClaim("sent", sent, where) { Value = request.Params };
        if (request is { AnswerType: { } answered, Status: 200 })
            yield return new TypeClaim("answer", answered, where) { Value = request.Answer };
    }
}

/// <summary>A claim that the types do not bear out.</summary>
public sealed record TypeFault(int Claim, string Where, string Near, string Message)
{
    public override string ToString() => $"{Where}: {Message} (near {Near})";
}

/// <summary>Asks the TypeScript compiler about claims. Needs node and <c>npm ci --prefix tests</c>.</summary>
public static class StripeTypes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static readonly string TestsFolder = FindTests();

    /// <summary>Why claims can't be checked here; null when they can.</summary>
    public static string? Missing { get; } =
        !Directory.Exists(Path.Combine(TestsFolder, "node_modules", "stripe"))
        || !Directory.Exists(Path.Combine(TestsFolder, "node_modules", "typescript"))
            ? "stripe and typescript are not installed: npm ci --prefix tests"
        : HasNode() ? null
        : "node is not installed";

    /// <summary>What the types do not bear out; empty when all holds.</summary>
    public static async Task<IReadOnlyList<TypeFault>> Check(IEnumerable<TypeClaim> claims)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(TestsFolder, "StripeServer", "Types", "check.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(claims, Json));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<TypeFault[]>(await output, Json)!
            : throw new InvalidOperationException($"The type check did not run: {await errors}");
    }

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")));

    private static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new InvalidOperationException("The source tree is not above the tests."),
            "tests"
        );
    }
}
