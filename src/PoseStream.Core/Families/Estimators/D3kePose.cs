using System.Numerics;
using PoseStream.Core.BodyModels;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Families.Estimators;

/// <summary>From D3KE's features to the points of a pose, whose root is the marker of SMPL+H's pelvis: the joint ground_pelvis, from which the features count, lies a hand before it.</summary>
internal static class D3kePose
{
    /// <summary>Writes what the network gives of joints and markers among the features, counted from its first joint.</summary>
    /// <param name="joints">50 times x, y, z.</param>
    /// <param name="markers">65 times x, y, z.</param>
    public static void WritePoints(ReadOnlySpan<float> joints, ReadOnlySpan<float> markers, Span<float> features)
    {
        joints.CopyTo(features[D3keFeatures.Joints..]);
        markers.CopyTo(features[D3keFeatures.Markers..]);
        for (var i = D3keFeatures.Scales - 1; i >= 0; i--)
        {
            features[i] -= joints[i % 3];
        }
    }

    /// <param name="rotation">A 4x4 matrix, row by row, whose upper left is the pelvis' rotation.</param>
    public static void WriteRest(ReadOnlySpan<float> scales, ReadOnlySpan<float> rotation, ReadOnlySpan<float> angles, Span<float> features)
    {
        scales.CopyTo(features[D3keFeatures.Scales..]);
        for (var row = 0; row < 3; row++)
        {
            rotation.Slice(4 * row, 3).CopyTo(features[(D3keFeatures.Rotation + (3 * row))..]);
        }

        angles.CopyTo(features[D3keFeatures.Angles..]);
    }

    /// <summary>All points in metres; pixels are not touched.</summary>
    public static void FillMetres(ReadOnlySpan<float> features, Quaternion turn, Span<JointEstimate> joints)
    {
        var root = D3keFeatures.Root(features);
        for (var j = 0; j < joints.Length; j++)
        {
            joints[j] = joints[j] with
            {
                RootRelative_m = Vector3.Transform(D3keFeatures.Point(features, j) - root, turn),
                Confidence = 1,
                Visibility = 1,
            };
        }
    }

    /// <summary>
    /// The network says nothing of pixels. They follow from how its crop was made: the body's longer side spans the person's box, whose middle is the middle of the input.
    /// What is nearer to the camera is drawn no larger here: only whoever knows the camera can (<see cref="Locating.ViewFill"/>).
    /// </summary>
    /// <param name="span_px">What the box's longer side spans.</param>
    /// <returns>False where the body is a point.</returns>
    public static bool TryFillPixels(Vector2 middle, float span_px, Span<JointEstimate> joints)
    {
        Vector2 least = new(float.PositiveInfinity), most = new(float.NegativeInfinity);
        foreach (ref readonly var joint in joints)
        {
            var across = new Vector2(joint.RootRelative_m.X, joint.RootRelative_m.Y);
            least = Vector2.Min(least, across);
            most = Vector2.Max(most, across);
        }

        var size = most - least;
        var longer_m = MathF.Max(size.X, size.Y);
        if (!(longer_m > 0 && float.IsFinite(longer_m)))
        {
            return false;
        }

        foreach (ref var joint in joints)
        {
            var across = new Vector2(joint.RootRelative_m.X, joint.RootRelative_m.Y) - ((least + most) / 2);
            joint = joint with { Pixel = middle + (across * (span_px / longer_m)) };
        }

        return true;
    }
}
