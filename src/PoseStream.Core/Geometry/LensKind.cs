namespace PoseStream.Core.Geometry;

/// <summary>Which of OpenCV's two lens models a <see cref="LensDistortion"/> holds the coefficients of.</summary>
public enum LensKind
{
    /// <summary>Brown-Conrady with the rational extension: a bent pinhole, below 180°.</summary>
    Perspective,

    /// <summary>Equidistant (Kannala-Brandt): the distance from the axis grows with the angle, not with its tangent.</summary>
    Fisheye,
}
