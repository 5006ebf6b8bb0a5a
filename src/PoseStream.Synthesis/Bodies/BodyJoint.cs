namespace PoseStream.Synthesis.Bodies;

/// <summary>The joints that move a synthetic body, parents before children. Sides are the person's own.</summary>
public enum BodyJoint
{
    Pelvis,
    Spine,
    Chest,
    Neck,
    Head,
    LeftClavicle,
    LeftShoulder,
    LeftElbow,
    LeftWrist,
    RightClavicle,
    RightShoulder,
    RightElbow,
    RightWrist,
    LeftHip,
    LeftKnee,
    LeftAnkle,
    LeftToes,
    RightHip,
    RightKnee,
    RightAnkle,
    RightToes,
}
