using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binome.Matching.Scoring;

/// <summary>Numbers that begin where a line of the cache does: a vector that lies over two lines takes twice as long.</summary>
internal readonly struct AlignedNumbers<T>
    where T : unmanaged
{
    private const int LineBytes = 64;
    private readonly T[] numbers;
    private readonly int start;

    internal AlignedNumbers(int length)
    {
        numbers = GC.AllocateArray<T>(length + (LineBytes / Unsafe.SizeOf<T>()), pinned: true);
        var beyond = Marshal.UnsafeAddrOfPinnedArrayElement(numbers, 0) % LineBytes;
        start = beyond == 0 ? 0 : (int)(LineBytes - beyond) / Unsafe.SizeOf<T>();
        Length = length;
    }

    internal AlignedNumbers(ReadOnlySpan<T> copied)
        : this(copied.Length) => copied.CopyTo(Span);

    internal int Length { get; }

    internal Span<T> Span => numbers.AsSpan(start, Length);
}
