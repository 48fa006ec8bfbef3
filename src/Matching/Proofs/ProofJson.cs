using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Binome.Matching.Proofs;

/// <summary>How a proof is JSON: without spaces, without what is not known, and read to the letter.</summary>
[JsonSerializable(typeof(ProofDocument))]
[JsonSerializable(typeof(ProofHead))]
internal sealed partial class ProofJson : JsonSerializerContext
{
    private const int DepthMax = 8;

    /// <summary>Letters of all languages stand as they are; what could end a script or an attribute does not.</summary>
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    internal static ProofJson Lean { get; } = new(Form(JsonUnmappedMemberHandling.Disallow));

    /// <summary>For the head: passes over all that comes after it.</summary>
    internal static ProofJson Loose { get; } = new(Form(JsonUnmappedMemberHandling.Skip));

    private static JsonSerializerOptions Form(JsonUnmappedMemberHandling unmapped) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = unmapped,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = DepthMax,
            Encoder = Encoder,
            Converters = { Codes<MatchingObjective>(), Codes<CriterionDirection>(), Codes<LearnerProfile>() },
        };

    private static JsonStringEnumConverter<TEnum> Codes<TEnum>()
        where TEnum : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
