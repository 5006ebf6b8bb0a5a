using System.Runtime.Intrinsics;

namespace PoseStream.Inference.Preprocessing;

/// <summary>
/// One axis of a plane: which two neighbours a position lies between, and how far it is from the first. Beyond the middle of the border pixel the border
/// pixel itself counts, as in OpenCV's resize.
/// </summary>
/// <param name="size">Pixels of the plane along this axis.</param>
internal readonly struct BilinearAxis(int size)
{
    private readonly int _lastPair = Math.Max(size - 2, 0);
    private readonly float _last = size - 1;

    /// <param name="position">Continuous: the middle of the first pixel is 0.5.</param>
    /// <returns>The first neighbour, and the weight 0..1 of the second. In a plane of one pixel the weight is 0.</returns>
    public (int First, float Weight) At(float position)
    {
        var center = Math.Clamp(position - 0.5f, 0, _last);
        var first = Math.Min((int)center, _lastPair);
        return (first, center - first);
    }

    /// <summary>The same for eight positions.</summary>
    public (Vector256<int> First, Vector256<float> Weight) At(Vector256<float> position)
    {
        var center = Vector256.Min(Vector256.Max(position - Vector256.Create(0.5f), Vector256<float>.Zero), Vector256.Create(_last));
        var first = Vector256.Min(Vector256.ConvertToInt32(center), Vector256.Create(_lastPair));
        return (first, center - Vector256.ConvertToSingle(first));
    }
}
