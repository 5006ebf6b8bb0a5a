using System.Numerics;

namespace PoseStream.Core.Geometry;

/// <summary>The ground in camera space: all X with Up · X + Height_m = 0.</summary>
/// <param name="Up">Unit vector, away from the ground.</param>
/// <param name="Height_m">Of the camera over it.</param>
public readonly record struct GroundPlane(Vector3 Up, float Height_m)
{
    // Flatter rays, a twentieth of a degree, meet the ground nowhere that means anything: 1 km away for a camera at 1 m.
    private const float FlattestSine = 0.001f;

    /// <summary>Metres over the ground; negative below.</summary>
    public float HeightOf(Vector3 point_m) => Vector3.Dot(Up, point_m) + Height_m;

    /// <summary>Where a ray from the camera meets the ground, camera space; null where it goes level or up (facts: model contracts §15 H).</summary>
    public Vector3? Meet(Vector3 direction)
    {
        var descent = -Vector3.Dot(Up, direction);
        return descent > FlattestSine * direction.Length() && Height_m > 0 ? direction * (Height_m / descent) : null;
    }
}
