using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Binome.Contracts.Members;
using Microsoft.AspNetCore.Identity;

namespace Binome.WebApi.Members;

/// <summary>Hashes and judges passwords. Hashing is dear on purpose, so few go on at once.</summary>
internal sealed class Passwords(IPasswordHasher<MemberRow> hasher) : IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);
    private static readonly FrozenSet<string> Common = ReadCommon();

    // Whoever has no password costs the same as who has one; made beforehand, so that no first try takes longer.
    private readonly string nobodys = hasher.HashPassword(null!, SecretFormat.New());
    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);

    public Task<string> Hash(string password) => InTurn(() => hasher.HashPassword(null!, Composed(password)));

    /// <summary>Always the work of one verification, also without a hash, which no password fits.</summary>
    public Task<bool> Fits(string? hash, string password) =>
        InTurn(() =>
        {
            var given = password.Length <= MemberLimits.PasswordCharactersMax ? Composed(password) : "";
            var verdict = hasher.VerifyHashedPassword(null!, hash ?? nobodys, given);
            return verdict != PasswordVerificationResult.Failed && hash is not null;
        });

    /// <summary>Why this must not become a password of that member; null when it may.</summary>
    public static Failure? Fault(string password, MemberRow member, string pointer)
    {
        if (password.Length < MemberLimits.PasswordCharactersMin)
            return Failure.At(pointer, FailureCodes.PasswordShort, $"{MemberLimits.PasswordCharactersMin}");
        if (password.Length > MemberLimits.PasswordCharactersMax)
            return Failure.At(pointer, FailureCodes.TooLong, $"{MemberLimits.PasswordCharactersMax}");
        if (IsCommon(password) || IsOwn(password, member))
            return Failure.At(pointer, FailureCodes.PasswordCommon);
        return null;
    }

    public void Dispose() => places.Dispose();

    // Letters with accents are typed as one character on some keyboards and as two on others.
    private static string Composed(string password) => password.Normalize(NormalizationForm.FormC);

    private static bool IsOwn(string password, MemberRow member) =>
        new[]
        {
            member.Email,
            member.Email.Split('@')[0],
            member.Name,
            member.Name.Replace(" ", "", StringComparison.Ordinal),
        }.Any(own => Core(own).Length > 0 && Core(password) == Core(own));

    /// <summary>Known from leaks, or such a word dressed with digits, or a short piece over and over.</summary>
    private static bool IsCommon(string password)
    {
        var core = Core(password);
        return core.Length == 0 || Common.Contains(core) || IsRepetition(core) || IsRepetition(password);
    }

    private static bool IsRepetition(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var piece = text[..length];
            var isPlain = length <= 4 || Common.Contains(piece);
            if (
                isPlain
                && text.Length % length == 0
                && text == string.Concat(Enumerable.Repeat(piece, text.Length / length))
            )
                return true;
        }
        return false;
    }

    /// <summary>The letters behind the usual disguises: case, digits at the ends, signs, figures for letters.</summary>
    private static string Core(string text)
    {
        var letters = new StringBuilder(text.Length);
        var bare = text.ToLowerInvariant().Trim("0123456789 !?.,;:_-*#+@$%&".ToCharArray());
        foreach (var character in bare)
            letters.Append(
                character switch
                {
                    '0' => 'o',
                    '1' or '!' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    ' ' or '-' or '_' or '.' => '\0',
                    _ => character,
                }
            );
        return letters.Replace("\0", "").ToString();
    }

    private async Task<T> InTurn<T>(Func<T> work)
    {
        if (!await places.WaitAsync(WaitMax))
            throw new TimeoutException("Too many passwords are being checked.");
        try
        {
            return work();
        }
        finally
        {
            places.Release();
        }
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Members/common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        var words = reader.ReadToEnd().Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words.Where(word => word[0] != '#').Select(Core).ToFrozenSet(StringComparer.Ordinal);
    }
}
