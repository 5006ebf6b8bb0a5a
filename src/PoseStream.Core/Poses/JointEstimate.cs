using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Poses;

/// <summary>One joint as a network sees it.</summary>
/// <param name="Pixel">Model-input pixels inside a family, frame pixels everywhere else.</param>
/// <param name="RootRelative_m">Metres from the root; axes of the crop inside a family, camera axes (x right, y down, z forward) everywhere else. NaN where the network gives none: X and Y alone
/// where it gives only how much farther than the root the joint is, and then along the camera's axis, as such networks are trained.</param>
/// <param name="Confidence">0..1: that the joint is where it is said to be; 0 = absent.</param>
/// <param name="Visibility">0..1: that it can be seen and is not hidden.</param>
/// <param name="PixelSigma">Standard deviation of each of the pixel's two coordinates, in its unit and about <paramref name="MeanPixel"/> where there is one; NaN where the network does not say.</param>
/// <param name="DepthSigma_m">Standard deviation of the distance along the line of sight from the root; NaN where the network does not say.</param>
/// <param name="MeanPixel">Of all the places where the joint may be, each as much as it is likely, where the network says; <paramref name="Pixel"/> is then the likeliest of them.</param>
public readonly record struct JointEstimate(
    Vector2 Pixel, Vector3 RootRelative_m, float Confidence, float Visibility, float PixelSigma = float.NaN, float DepthSigma_m = float.NaN, Vector2? MeanPixel = null)
{
    /// <summary>Of <see cref="Visibility"/>: below this the network itself would rather say "hidden".</summary>
    public const float VisibleFrom = 0.5f;

    public static readonly JointEstimate Absent = new(new Vector2(float.NaN), new Vector3(float.NaN), 0, 0);

    public bool IsPresent => Confidence > 0;

    /// <summary>Through which the joint's place in space lies: of two places where a hidden one may be, the middle is wrong by less on average than either.</summary>
    public Vector2 PlacingPixel => MeanPixel ?? Pixel;

    public bool HasMetric => float.IsFinite(RootRelative_m.X);

    /// <summary>Only how much farther than the root it is.</summary>
    public bool HasDepthOnly => !HasMetric && float.IsFinite(RootRelative_m.Z);

    /// <summary>Of a joint in frame pixels.</summary>
    public JointVisibility VisibilityIn(FrameGeometry frame) =>
        Pixel.X < 0 || Pixel.Y < 0 || Pixel.X > frame.Width || Pixel.Y > frame.Height ? JointVisibility.OutOfFrame
        : Visibility >= VisibleFrom ? JointVisibility.Visible
        : JointVisibility.Occluded;
}
