using System.Numerics;

namespace PoseStream.Core.Locating;

/// <summary>What one frame says of where a root is.</summary>
/// <param name="Ray">(x/z, y/z) of the root.</param>
/// <param name="RaySigma">Standard deviation of each coordinate of the ray.</param>
/// <param name="Depth_m">Along the camera's axis.</param>
/// <param name="DepthSigma">Standard deviation of its logarithm from frame to frame, without what is wrong for a person all the time.</param>
/// <param name="IsPartial">The picture's edge takes more of the person than the head, or somebody stands before it: a network may have drawn a whole one into what it saw, or seen another.</param>
public readonly record struct RootMeasurement(Vector2 Ray, float RaySigma, float Depth_m, float DepthSigma, RootSource Source, bool IsPartial)
{
    /// <summary>How far up or down the picture the root may be from where this says, in frame after frame alike: <see cref="PelvisDoubt"/>. Standard deviation.</summary>
    public float PelvisSigma_m { get; init; } = PelvisDoubt.Usual_m;

    /// <summary>Whether the distance goes wrong with the person's size; <see cref="RootEstimator"/>.</summary>
    public bool ScalesWithBody => Source is not RootSource.GroundContact;

    public bool IsFinite => float.IsFinite(Ray.X) && float.IsFinite(Ray.Y) && float.IsFinite(Depth_m) && Depth_m > 0 && RaySigma > 0 && DepthSigma > 0;
}
