using System.Numerics;
using PoseStream.Core.Detections;
using PoseStream.Core.Geometry;
using PoseStream.Core.Kinematics;
using PoseStream.Core.Locating;
using PoseStream.Core.Ports;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;
using PoseStream.Synthesis.Appearance;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;
using PoseStream.Synthesis.Truth;

namespace PoseStream.UnitTests.Pipeline;

/// <summary>Somebody who stands still in the world, half turned and bowing, so that no angle of the pelvis is 0; and what a perfect detector and network say of them.</summary>
internal static class BowingPerson
{
    private const float Margin_px = 15;

    // Joints of the feet lie in shoes.
    private const float Sole_m = 0.03f;

    /// <summary>World, metres, by <see cref="Halpe26"/>.</summary>
    public static IReadOnlyList<Vector3> World_m { get; } = Solve();

    /// <summary>By <see cref="JointAngle"/>, against the world.</summary>
    public static float[] Angles_rad { get; } = AnglesOf([.. World_m.Select(OpenSimSpace.FromWorld)]);

    public static float[] AnglesOf(Vector3[] ground_m)
    {
        var angles = new float[JointAngleNames.Count];
        JointAngleSolver.Solve(ground_m, angles);
        return angles;
    }

    /// <summary>For a network of <see cref="Halpe26"/>'s joints.</summary>
    /// <param name="camera">Where it truly is, whatever the pipeline knows.</param>
    public static Action<PoseCrop, PoseEstimate> PoseSeenBy(CameraModel camera) => (crop, estimate) =>
    {
        var toCrop = Quaternion.Conjugate(PersonPlacement.FromCrop(crop.Transform, camera));
        Vector3[] joints_m = [.. World_m.Select(camera.ToCamera)];
        var root_m = joints_m[Halpe26.Skeleton.IndexOf("pelvis")];
        estimate.Score = 1;
        for (var j = 0; j < joints_m.Length; j++)
        {
            estimate.Joints[j] = new JointEstimate(camera.Project(joints_m[j]), Vector3.Transform(joints_m[j] - root_m, toCrop), 1, 1);
        }
    };

    /// <inheritdoc cref="PoseSeenBy"/>
    public static Detection BoxSeenBy(CameraModel camera)
    {
        Vector2[] pixels = [.. World_m.Select(joint => camera.Project(camera.ToCamera(joint)))];
        var (low, high) = (pixels.Aggregate(Vector2.Min) - new Vector2(Margin_px), pixels.Aggregate(Vector2.Max) + new Vector2(Margin_px));
        return new Detection(new BoundingBox(low.X, low.Y, high.X, high.Y), 0.9f);
    }

    private static Vector3[] Solve()
    {
        var pose = new BodyPose();
        pose[BodyJoint.Pelvis] = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, 2.6f)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.4f) * Quaternion.CreateFromAxisAngle(Vector3.UnitX, 0.1f);
        var joints_m = new Vector3[Halpe26.Skeleton.Count];
        HalpeJoints.Solve(new ScenePerson("bowing", PersonLookGenerator.Make(new Dice(7)), pose), joints_m);
        var up = new Vector3(0, 0, Sole_m - joints_m.Min(joint => joint.Z));
        return [.. joints_m.Select(joint => joint + up)];
    }
}
