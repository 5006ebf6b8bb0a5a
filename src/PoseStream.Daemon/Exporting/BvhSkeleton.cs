using System.Numerics;
using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Exporting;

/// <summary>
/// One person's hierarchy for BVH: y up, the person faces +z, the left is +x, arms spread. Lengths are medians over the track, metres. Hips and spine sit in one place
/// and turn apart, as the lines of hips and shoulders show.
/// </summary>
internal sealed class BvhSkeleton
{
    public const int Hips = 0;
    public const int Spine = 1;

    private readonly float[] _toJoint_m;
    private readonly float[] _toTip_m;

    public BvhSkeleton(RecordedTrack track)
    {
        _toTip_m = [.. Bones.Select(bone => Median(track, bone.Joint, bone.Tip))];
        _toJoint_m = [.. Bones.Select(bone => bone.Parent < 0 ? 0 : Median(track, AnchorOf(bone), bone.Joint))];
    }

    /// <summary>Parents before children. Left before right.</summary>
    public static IReadOnlyList<BvhBone> Bones { get; } =
    [
        Bone("Hips", -1, "pelvis", "neck", Vector3.UnitY),
        Bone("Spine", Hips, "pelvis", "neck", Vector3.UnitY),
        Bone("Neck", Spine, "neck", "head", Vector3.UnitY),
        Bone("LeftArm", Spine, "left_shoulder", "left_elbow", Vector3.UnitX),
        Bone("LeftForeArm", 3, "left_elbow", "left_wrist", Vector3.UnitX),
        Bone("RightArm", Spine, "right_shoulder", "right_elbow", -Vector3.UnitX),
        Bone("RightForeArm", 5, "right_elbow", "right_wrist", -Vector3.UnitX),
        Bone("LeftUpLeg", Hips, "left_hip", "left_knee", -Vector3.UnitY),
        Bone("LeftLeg", 7, "left_knee", "left_ankle", -Vector3.UnitY),
        Bone("LeftFoot", 8, "left_ankle", "left_big_toe", Vector3.UnitZ),
        Bone("RightUpLeg", Hips, "right_hip", "right_knee", -Vector3.UnitY),
        Bone("RightLeg", 10, "right_knee", "right_ankle", -Vector3.UnitY),
        Bone("RightFoot", 11, "right_ankle", "right_big_toe", Vector3.UnitZ),
    ];

    /// <summary>Of the bone's joint, in its parent's frame, metres.</summary>
    public Vector3 OffsetOf(int bone)
    {
        var (name, parent, _, _, _) = Bones[bone];
        return parent switch
        {
            < 0 => Vector3.Zero,
            Hips => name == "Spine" ? Vector3.Zero : SideOf(name) * _toJoint_m[bone] * Vector3.UnitX,
            Spine => (_toTip_m[Spine] * Vector3.UnitY) + (SideOf(name) * _toJoint_m[bone] * Vector3.UnitX),
            _ => _toTip_m[parent] * Bones[parent].Rest,
        };
    }

    /// <summary>Of the end of a bone that no other hangs from, in its own frame, metres.</summary>
    public Vector3 TipOf(int bone) => _toTip_m[bone] * Bones[bone].Rest;

    private static int SideOf(string name) => name.StartsWith("Left", StringComparison.Ordinal) ? 1 : name.StartsWith("Right", StringComparison.Ordinal) ? -1 : 0;

    /// <summary>From where a joint's offset is measured.</summary>
    private static int AnchorOf(in BvhBone bone) => bone.Parent == Spine ? Bones[Spine].Tip : Bones[bone.Parent].Joint;

    private static BvhBone Bone(string name, int parent, string joint, string tip, Vector3 rest) =>
        new(name, parent, Halpe26.Skeleton.IndexOf(joint), Halpe26.Skeleton.IndexOf(tip), rest);

    /// <summary>0 where the two were never seen together: the bone is there, and has no length.</summary>
    private static float Median(RecordedTrack track, int from, int to)
    {
        float[] lengths = [.. track.Samples.Select(sample => Vector3.Distance(sample.Joints_m[from], sample.Joints_m[to])).Where(float.IsFinite).Order()];
        return lengths.Length > 0 ? lengths[lengths.Length / 2] : 0;
    }
}
