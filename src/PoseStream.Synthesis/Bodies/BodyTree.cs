namespace PoseStream.Synthesis.Bodies;

/// <summary>How the joints hang together.</summary>
public static class BodyTree
{
    private static readonly BodyJoint[] Parents =
    [
        BodyJoint.Pelvis, BodyJoint.Pelvis, BodyJoint.Spine, BodyJoint.Chest, BodyJoint.Neck,
        BodyJoint.Chest, BodyJoint.LeftClavicle, BodyJoint.LeftShoulder, BodyJoint.LeftElbow,
        BodyJoint.Chest, BodyJoint.RightClavicle, BodyJoint.RightShoulder, BodyJoint.RightElbow,
        BodyJoint.Pelvis, BodyJoint.LeftHip, BodyJoint.LeftKnee, BodyJoint.LeftAnkle,
        BodyJoint.Pelvis, BodyJoint.RightHip, BodyJoint.RightKnee, BodyJoint.RightAnkle,
    ];

    public const int Count = (int)BodyJoint.RightToes + 1;

    /// <summary>The pelvis is its own parent.</summary>
    public static BodyJoint ParentOf(BodyJoint joint) => Parents[(int)joint];

    /// <summary>The same joint of the other side; a middle joint itself.</summary>
    public static BodyJoint MirrorOf(BodyJoint joint) => joint switch
    {
        >= BodyJoint.LeftClavicle and <= BodyJoint.LeftWrist => joint + 4,
        >= BodyJoint.RightClavicle and <= BodyJoint.RightWrist => joint - 4,
        >= BodyJoint.LeftHip and <= BodyJoint.LeftToes => joint + 4,
        >= BodyJoint.RightHip and <= BodyJoint.RightToes => joint - 4,
        _ => joint,
    };
}
