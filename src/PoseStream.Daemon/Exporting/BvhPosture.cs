using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>How the bones of a <see cref="BvhSkeleton"/> are turned. What is not seen stays as it was against its parent.</summary>
internal sealed class BvhPosture
{
    private static readonly int Pelvis = Halpe26.Skeleton.IndexOf("pelvis");
    private static readonly int Neck = Halpe26.Skeleton.IndexOf("neck");
    private static readonly (int Left, int Right) HipJoints = (Halpe26.Skeleton.IndexOf("left_hip"), Halpe26.Skeleton.IndexOf("right_hip"));
    private static readonly (int Left, int Right) Shoulders = (Halpe26.Skeleton.IndexOf("left_shoulder"), Halpe26.Skeleton.IndexOf("right_shoulder"));

    private readonly Quaternion[] _global = [.. BvhSkeleton.Bones.Select(_ => Quaternion.Identity)];

    /// <summary>Of the pelvis, y up, metres.</summary>
    public Vector3 Place_m { get; private set; }

    /// <summary>By bone, against the parent's frame.</summary>
    public Quaternion[] Local { get; } = [.. BvhSkeleton.Bones.Select(_ => Quaternion.Identity)];

    /// <param name="joints_m">OpenSim's ground.</param>
    public void Take(ReadOnlySpan<Vector3> joints_m)
    {
        Span<Vector3> joints = stackalloc Vector3[Halpe26.Skeleton.Count];
        for (var i = 0; i < joints.Length; i++)
        {
            // Facing +z with the left at +x, from facing +x with the right at +z.
            joints[i] = new Vector3(-joints_m[i].Z, joints_m[i].Y, joints_m[i].X);
        }

        Place_m = float.IsFinite(joints[Pelvis].X) ? joints[Pelvis] : Place_m;
        var up = joints[Neck] - joints[Pelvis];
        for (var i = 0; i < BvhSkeleton.Bones.Count; i++)
        {
            var (_, parent, joint, tip, rest) = BvhSkeleton.Bones[i];
            var above = parent < 0 ? Quaternion.Identity : _global[parent];
            var turned = i switch
            {
                BvhSkeleton.Hips => FromSides(joints[HipJoints.Left] - joints[HipJoints.Right], up, keepsUp: false),
                BvhSkeleton.Spine => FromSides(joints[Shoulders.Left] - joints[Shoulders.Right], up, keepsUp: true),
                _ => Swing(above, rest, joints[tip] - joints[joint]),
            };
            if (float.IsFinite(turned.W))
            {
                Local[i] = Quaternion.Normalize(Quaternion.Conjugate(above) * turned);
            }

            _global[i] = above * Local[i];
        }
    }

    /// <summary>The frame with x to the left and y up, one of the two as given.</summary>
    private static Quaternion FromSides(Vector3 left, Vector3 up, bool keepsUp)
    {
        var z = Vector3.Normalize(Vector3.Cross(left, up));
        var (x, y) = keepsUp ? (Vector3.Cross(Vector3.Normalize(up), z), Vector3.Normalize(up)) : (Vector3.Normalize(left), Vector3.Cross(z, Vector3.Normalize(left)));
        return Quaternion.CreateFromRotationMatrix(new Matrix4x4(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1));
    }

    /// <summary>The shortest turn that lets a bone point where it does: how it is turned about itself, joints do not show.</summary>
    private static Quaternion Swing(Quaternion above, Vector3 rest, Vector3 direction)
    {
        var from = Vector3.Transform(rest, above);
        var to = Vector3.Normalize(direction);
        var half = 1 + Vector3.Dot(from, to);
        var turn = half > 1e-6f
            ? Quaternion.Normalize(new Quaternion(Vector3.Cross(from, to), half))
            : half > -1e-3f ? Quaternion.CreateFromAxisAngle(Vector3.Transform(rest.X == 0 ? Vector3.UnitX : Vector3.UnitY, above), MathF.PI)
            : new Quaternion(float.NaN, float.NaN, float.NaN, float.NaN);
        return turn * above;
    }
}
