using PoseStream.Core.BodyModels;

namespace PoseStream.Core.Skeletons;

/// <summary>
/// The points of D3KE: the 50 joints of its body model, then its 65 markers, all by OpenSim's own names (facts: model contracts §9.6). A marker's parent is
/// the joint that carries it. COCO has no constants for them: all have that of a wrist.
/// </summary>
public static class D3ke115
{
    private const float Sigma = 0.062f;

    public static Skeleton Skeleton { get; } = new("d3ke115", 1,
    [
        .. D3kePoints.Joints.Select(joint => new JointDefinition(joint.Name, joint.Parent, joint.Mirror, Sigma)),
        .. D3kePoints.Markers.Select(marker => new JointDefinition(marker.Name, marker.Joint, D3kePoints.Joints.Count + marker.Mirror, Sigma)),
    ]);

    /// <summary>
    /// Joint centres are those of SMPL+H, which the truth was fitted to; but for the shoulders, whose markers counted for nothing there, so that the model's own
    /// shoulder joint stands for them. Nose, eyes, ears, the top of the head and the tips of the small toes have no point: they stay absent.
    /// </summary>
    public static JointMap ToHalpe26 { get; } = new(Skeleton, Halpe26.Skeleton, new Dictionary<string, string[]>
    {
        ["left_shoulder"] = ["shoulder2_l"],
        ["right_shoulder"] = ["shoulder2"],
        ["left_elbow"] = ["LELC"],
        ["right_elbow"] = ["RELC"],
        ["left_wrist"] = ["LWRIST"],
        ["right_wrist"] = ["RWRIST"],
        ["left_hip"] = ["LHIPJ"],
        ["right_hip"] = ["RHIPJ"],
        ["left_knee"] = ["LKJC"],
        ["right_knee"] = ["RKJC"],
        ["left_ankle"] = ["LAJC"],
        ["right_ankle"] = ["RAJC"],
        ["neck"] = ["NECK"],
        ["pelvis"] = ["ROOT"],
        ["left_big_toe"] = ["LTOE"],
        ["right_big_toe"] = ["RTOE"],
        ["left_heel"] = ["LHEE"],
        ["right_heel"] = ["RHEE"],
    });
}
