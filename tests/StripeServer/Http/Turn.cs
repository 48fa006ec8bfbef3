namespace Binome.StripeServer.Http;

/// <summary>One request on its way through the pipeline.</summary>
internal sealed class Turn(HttpContext context, Operation? operation, string id, string encoded)
{
    private Form? form;

    public HttpContext Context => context;
    public Operation? Operation => operation;
    public string Id => id;

    /// <summary>What its idempotency key stands for: any difference makes it another request.</summary>
    public string Fingerprint => $"{context.Request.Method} {context.Request.Path} {encoded}";

    public bool Replayed { get; set; }
    public Form Form => form ??= FormReading.Read(encoded);

    /// <summary>The parameters for the record; empty when they can't be read.</summary>
    public System.Text.Json.Nodes.JsonObject Sent
    {
        get
        {
            try
            {
                return Form.Root;
            }
            catch (Refusal)
            {
                // The caller was told what is wrong with them.
                return [];
            }
        }
    }

    // Only what creates or changes is kept; the others are idempotent as they are.
    public string? Key =>
        context.Request.Method == "POST" && context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
            ? key
            : null;

    public Answer Refused(Refusal refusal) => new(refusal.Status, refusal.Render(id).ToJsonString(), id);
}
