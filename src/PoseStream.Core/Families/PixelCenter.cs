using System.Numerics;

namespace PoseStream.Core.Families;

/// <summary>Networks that are trained on pixel indices say 0 for the middle of the first pixel; PoseStream's coordinates say 0.5.</summary>
internal static class PixelCenter
{
    public static Vector2 OfIndex(float x, float y) => new(x + 0.5f, y + 0.5f);
}
