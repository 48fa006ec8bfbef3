using System.Buffers;
using System.Text.Json;

namespace Binome.Matching.Proofs;

/// <summary>The file or text is no proof that can be checked.</summary>
public sealed class MatchingProofException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// A solved problem with its certificate as one JSON text: all that <see cref="MatchingCertificate.Verify"/> looks at and nothing else, so that anybody can
/// check the answer without the solver. The form is described in docs/matching.md. The same problem and solution always give the same bytes.
/// </summary>
public static class MatchingProof
{
    /// <summary>What the member "format" of every proof says.</summary>
    public const string Format = "binome.matching_proof";

    /// <summary>The version written, and the only one read.</summary>
    public const int Version = 1;

    /// <summary>The largest proof read; one of 10,000 by 10,000 people is about 10 MB.</summary>
    public const int BytesMax = 256 * 1024 * 1024;

    private const int BlockBytes = 81_920;

    /// <summary>Writes a proof in blocks as it is made.</summary>
    /// <exception cref="ArgumentException">The problem has <see cref="ProblemFaults"/>, or the solution names people it has not.</exception>
    public static void Write(Stream destination, MatchingProblem problem, MatchingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(destination);
        JsonSerializer.Serialize(destination, ProofWriting.Document(problem, solution), ProofJson.Lean.ProofDocument);
    }

    /// <inheritdoc cref="Write(Stream, MatchingProblem, MatchingSolution)"/>
    public static void Write(IBufferWriter<byte> destination, MatchingProblem problem, MatchingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var document = ProofWriting.Document(problem, solution);
        using var json = new Utf8JsonWriter(destination, new JsonWriterOptions { Encoder = ProofJson.Encoder });
        JsonSerializer.Serialize(json, document, ProofJson.Lean.ProofDocument);
    }

    /// <summary>
    /// Reads a proof, strictly: an unknown, missing or repeated member, an index out of range or another version is refused. Whether the problem makes sense
    /// is for <see cref="ProblemFaults"/> to say. Of the solution there are the pairs with scores, the total and the prices; contributions, people left over
    /// and counts of pairs follow from the problem and stay empty.
    /// </summary>
    /// <exception cref="MatchingProofException">The stream holds no proof of this version.</exception>
    public static (MatchingProblem Problem, MatchingSolution Solution) Read(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var all = new MemoryStream();
        var block = new byte[BlockBytes];
        for (int read; (read = source.Read(block)) > 0; )
        {
            if (all.Length + read > BytesMax)
                throw TooLarge();
            all.Write(block, 0, read);
        }
        return Read(all.GetBuffer().AsSpan(0, (int)all.Length));
    }

    /// <inheritdoc cref="Read(Stream)"/>
    public static (MatchingProblem Problem, MatchingSolution Solution) Read(ReadOnlySpan<byte> proof)
    {
        if (proof.Length > BytesMax)
            throw TooLarge();
        try
        {
            var head = JsonSerializer.Deserialize(proof, ProofJson.Loose.ProofHead);
            if (head?.Format != Format)
                throw new MatchingProofException(
                    $"This is no proof of a matching: it does not say \"format\": \"{Format}\"."
                );
            if (head.Version != Version)
                throw new MatchingProofException(
                    $"This proof has version {head.Version}; only version {Version} can be read."
                );
            var document = JsonSerializer.Deserialize(proof, ProofJson.Lean.ProofDocument)!;
            return new ProofReading(document).Read();
        }
        catch (JsonException malformed)
        {
            throw new MatchingProofException($"This is no proof of a matching: {malformed.Message}", malformed);
        }
    }

    private static MatchingProofException TooLarge() => new($"A proof has at most {BytesMax / 1024 / 1024} MB.");
}
