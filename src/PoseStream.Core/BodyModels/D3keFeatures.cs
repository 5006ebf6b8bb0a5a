using System.Numerics;

namespace PoseStream.Core.BodyModels;

/// <summary>
/// What D3KE says of a person in one frame, as its sequence networks read it: 567 numbers (facts: model contracts §9.2). Joints and markers in metres from the joint
/// ground_pelvis, three scales a body, the pelvis' rotation row by row, the angles in radians. All in the axes of the virtual camera that took the crop.
/// A network without forward kinematics gives the last 222 only.
/// </summary>
public static class D3keFeatures
{
    public const int JointCount = 50;
    public const int MarkerCount = 65;
    public const int BodyCount = 48;
    public const int AngleCount = 69;

    public const int Joints = 0;
    public const int Markers = Joints + (3 * JointCount);
    public const int Scales = Markers + (3 * MarkerCount);
    public const int Rotation = Scales + (3 * BodyCount);
    public const int Angles = Rotation + 9;
    public const int Count = Angles + AngleCount;

    /// <summary>Of a network that gives no points.</summary>
    public const int CountWithoutPoints = Count - Scales;

    /// <summary>The marker that stands for the published pelvis.</summary>
    public const int RootMarker = 0;

    public static bool HasPoints(ReadOnlySpan<float> features) => features.Length == Count;

    /// <summary>Joints and markers one after the other, as <see cref="Skeletons.D3ke115"/> numbers them.</summary>
    public static Vector3 Point(ReadOnlySpan<float> features, int point) => new(features[3 * point], features[(3 * point) + 1], features[(3 * point) + 2]);

    /// <summary>The pose's root: from the joint ground_pelvis to the marker <see cref="RootMarker"/>; nothing where there are no points.</summary>
    public static Vector3 Root(ReadOnlySpan<float> features) => HasPoints(features) ? Point(features, JointCount + RootMarker) : Vector3.Zero;

    /// <summary>Scales, rotation and angles, which both kinds of network give.</summary>
    public static Span<float> WithoutPoints(Span<float> features) => features[^CountWithoutPoints..];

    public static ReadOnlySpan<float> AnglesOf(ReadOnlySpan<float> features) => features[^AngleCount..];

    /// <summary>One of the pelvis' axes, which are the columns of its rotation.</summary>
    public static Vector3 PelvisAxis(ReadOnlySpan<float> features, int axis)
    {
        var rows = features[^(Count - Rotation)..];
        return new Vector3(rows[axis], rows[3 + axis], rows[6 + axis]);
    }
}
