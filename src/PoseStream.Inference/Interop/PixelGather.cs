using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PoseStream.Inference.Interop;

/// <summary>Bilinear samples of a plane at scattered places. Pointers because the processor's gather takes nothing else.</summary>
internal static unsafe class PixelGather
{
    /// <summary>
    /// samples[i] = the mix of the four pixels at <paramref name="offsets"/>[i], one to its right and one row below.
    /// </summary>
    /// <param name="plane">Must go on for three bytes after the last pixel that is read: a lane loads four.</param>
    /// <param name="rowStep">Bytes to the row below; 0 in a plane of one row.</param>
    public static void Sample(
        ReadOnlySpan<byte> plane, int rowStep, ReadOnlySpan<int> offsets, ReadOnlySpan<float> weightsX, ReadOnlySpan<float> weightsY, Span<float> samples)
    {
        var done = Avx2.IsSupported ? SampleVectors(plane, rowStep, offsets, weightsX, weightsY, samples) : 0;
        for (var i = done; i < samples.Length; i++)
        {
            var upper = plane[offsets[i]..];
            var lower = upper[rowStep..];
            var top = upper[0] + ((upper[1] - upper[0]) * weightsX[i]);
            var bottom = lower[0] + ((lower[1] - lower[0]) * weightsX[i]);
            samples[i] = top + ((bottom - top) * weightsY[i]);
        }
    }

    private static int SampleVectors(
        ReadOnlySpan<byte> plane, int rowStep, ReadOnlySpan<int> offsets, ReadOnlySpan<float> weightsX, ReadOnlySpan<float> weightsY, Span<float> samples)
    {
        var mask = Vector256.Create(0xFF);
        ref var offsetRef = ref MemoryMarshal.GetReference(offsets);
        ref var weightXRef = ref MemoryMarshal.GetReference(weightsX);
        ref var weightYRef = ref MemoryMarshal.GetReference(weightsY);
        ref var sampleRef = ref MemoryMarshal.GetReference(samples);
        var i = 0;
        fixed (byte* start = plane)
        {
            for (; i <= samples.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            {
                var offset = Vector256.LoadUnsafe(ref offsetRef, (nuint)i);
                var weightX = Vector256.LoadUnsafe(ref weightXRef, (nuint)i);

                // The lowest byte of each lane is the left neighbour, the next one the right.
                var upper = Avx2.GatherVector256((int*)start, offset, 1);
                var lower = Avx2.GatherVector256((int*)(start + rowStep), offset, 1);
                var top = Mix(upper, mask, weightX);
                var bottom = Mix(lower, mask, weightX);
                var weightY = Vector256.LoadUnsafe(ref weightYRef, (nuint)i);
                Vector256.FusedMultiplyAdd(bottom - top, weightY, top).StoreUnsafe(ref sampleRef, (nuint)i);
            }
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mix(Vector256<int> pixels, Vector256<int> mask, Vector256<float> weight)
    {
        var left = Vector256.ConvertToSingle(pixels & mask);
        var right = Vector256.ConvertToSingle(Vector256.ShiftRightLogical(pixels, 8) & mask);
        return Vector256.FusedMultiplyAdd(right - left, weight, left);
    }
}
