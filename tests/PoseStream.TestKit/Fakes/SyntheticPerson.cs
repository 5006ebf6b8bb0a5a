using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Locating;
using PoseStream.Core.Poses;
using PoseStream.Core.Skeletons;

namespace PoseStream.TestKit.Fakes;

/// <summary>A standing adult with the average proportions of Drillis and Contini (1966), seen from the front: x right, y down, z forward, metres from the pelvis.</summary>
public sealed class SyntheticPerson
{
    /// <summary>Where <see cref="SeenIn"/> puts the person.</summary>
    public const float Depth_m = 5;

    private readonly Vector3[] _network;

    public SyntheticPerson(float height_m)
    {
        Height_m = height_m;
        Joints_m = [.. Halpe26.Skeleton.Joints.Select(joint => Place(joint.Name))];
        _network = [.. MediaPipe33.Skeleton.Joints.Select(joint => Place(joint.Name))];
    }

    public static SyntheticPerson Standing { get; } = new(1.75f);

    public float Height_m { get; }

    /// <summary>Halpe-26.</summary>
    public IReadOnlyList<Vector3> Joints_m { get; }

    /// <summary>What a perfect network would say of the person standing at <paramref name="root_m"/>, in the Halpe-26 order.</summary>
    public JointEstimate[] SeenBy(CameraModel camera, Vector3 root_m) =>
        [.. Joints_m.Select(joint => new JointEstimate(camera.Project(joint + root_m), joint, 1, 1))];

    /// <summary>The person stands on the ray of the crop's centre, <see cref="Depth_m"/> away along the axis, and faces the crop; an assumed 60° camera. Allocates nothing.</summary>
    public void SeenIn(in PoseCrop crop, PoseEstimate estimate)
    {
        var geometry = crop.Frame.Geometry;
        var focal = 0.5f * geometry.Width / MathF.Tan(MathF.PI / 6);
        var middle = new Vector2(geometry.Width, geometry.Height) / 2;
        var center = crop.Transform.ToFrame(new Vector2(crop.Transform.InputWidth, crop.Transform.InputHeight) / 2);
        var ray = (center - middle) / focal;
        var turn = ViewingDirection.FromRay(ray);
        var root = new Vector3(ray, 1) * Depth_m;
        estimate.Score = 1;
        for (var j = 0; j < _network.Length; j++)
        {
            var point = Vector3.Transform(_network[j], turn) + root;
            var pixel = middle + (focal * new Vector2(point.X, point.Y) / point.Z);
            estimate.Joints[j] = new JointEstimate(pixel, _network[j], 1, 1);
        }
    }

    private Vector3 Place(string joint)
    {
        var side = joint.StartsWith("left_", StringComparison.Ordinal) ? 1 : joint.StartsWith("right_", StringComparison.Ordinal) ? -1 : 0;
        var part = joint[(joint.IndexOf('_', StringComparison.Ordinal) + 1)..];
        var (height, half, forward) = part switch
        {
            "shoulder" => (0.818f, 0.1295f, 0f),
            "elbow" => (0.630f, 0.1295f, 0f),
            "wrist" => (0.485f, 0.1295f, 0f),
            "hip" => (0.530f, 0.0955f, 0f),
            "knee" => (0.285f, 0.0955f, 0f),
            "ankle" => (0.039f, 0.0955f, 0f),
            "toe" or "big_toe" or "small_toe" or "index" or "foot_index" => (0.0f, 0.0955f, 0.12f),
            "heel" => (0.0f, 0.0955f, -0.03f),
            "pelvis" => (0.530f, 0f, 0f),
            "neck" => (0.818f, 0f, 0f),
            "head" => (1.0f, 0f, 0f),
            _ => (0.93f, 0.03f, 0.06f),
        };

        // Facing the camera, the left side is on the picture's right and forward is towards the camera.
        return new Vector3(side * half, 0.530f - height, -forward) * Height_m;
    }
}
