using System.Numerics;

namespace PoseStream.Core.Locating;

/// <summary>Takes a placed body along when its root moves.</summary>
public static class RootMotion
{
    /// <summary>Joints stay on their rays while the root moves along its own, so that a body farther away is a larger one; what is left of the move is a shift.</summary>
    /// <param name="positions_m">Camera space.</param>
    public static void Move(Span<Vector3> positions_m, Vector3 from_m, Vector3 to_m)
    {
        var scale = to_m.Z / from_m.Z;
        var shift = to_m - (from_m * scale);
        foreach (ref var position in positions_m)
        {
            position = (position * scale) + shift;
        }
    }
}
