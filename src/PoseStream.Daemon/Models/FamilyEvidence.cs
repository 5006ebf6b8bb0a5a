namespace PoseStream.Daemon.Models;

/// <summary>What is known of each family beside its code. "Round trips" are tests that write people into tensors as the facts say and read them back.</summary>
internal sealed record FamilyEvidence(string Systems, string Outputs, string Skeleton, string Verified)
{
    private const string Boxes = "boxes";
    private const string Pixels = "joints in pixels";
    private const string Depths = "joints in pixels, metres in depth";
    private const string RoundTrips = "round trips";
    private const string ThroughTheChain = "its head and pre-processing against torch, to camera space";
    private const string Metres = "joints in metres, of joints in pixels";
    private const string ReferenceLifter = "a small network of its shape, through the pipeline to camera space, against torch";

    private static readonly FamilyEvidence Unknown = new("?", "?", "?", "nothing");

    private static readonly Dictionary<string, FamilyEvidence> ByName = new(StringComparer.Ordinal)
    {
        ["posestream-detector"] = new("the built-in detector", Boxes, "-", RoundTrips),
        ["posestream-pose"] = new("the built-in pose network", "joints in pixels and metres, metres per pixel", "halpe26", RoundTrips),
        ["posestream-temporal"] = new("the built-in temporal network", "joints in pixels and metres, of those of the last frames", "halpe26", RoundTrips),
        ["rtmdet"] = new("RTMDet end to end", Boxes, "-", "real weights on labelled pictures"),
        ["rtmdet-raw"] = new("RTMDet, raw heads", Boxes, "-", "real weights, against the end-to-end network"),
        ["yolox"] = new("YOLOX", Boxes, "-", "real weights on labelled pictures"),
        ["yolov3"] = new("YOLOv3, raw heads", Boxes, "-", RoundTrips),
        ["yolov3-flat"] = new("YOLOv3, one list", Boxes, "-", RoundTrips),
        ["yolov3-zoo"] = new("YOLOv3 of the ONNX model zoo", Boxes, "-", "round trips; its two inputs against torch"),
        ["yolov8"] = new("YOLOv8, YOLOv11", Boxes, "-", RoundTrips),
        ["yolo-end-to-end"] = new("YOLOv8 to v11 with suppression inside", Boxes, "-", RoundTrips),
        ["nanodet"] = new("NanoDet", Boxes, "-", "real weights on labelled pictures"),
        ["nanodet-plus"] = new("NanoDet-plus", Boxes, "-", RoundTrips),
        ["detr"] = new("DETR", Boxes, "-", "its head and pre-processing against torch"),
        ["rcnn"] = new("torchvision Faster, Mask and Keypoint R-CNN", Boxes, "-", "round trips; a head of its outputs runs"),
        ["mediapipe-detector"] = new("MediaPipe pose detection, 224 and 128", "regions about people, with how they lean", "-", "224: real weights on labelled pictures; 128: round trips"),
        ["reid-embedding"] = new("OSNet, FastReID and others with one vector a person", "a vector of any length that tells people apart", "-", "its crop, normalisation and vector against torch"),
        ["heatmap"] = new("SimpleBaseline, HRNet, TinyPose", Pixels, "manifest", "TinyPose: real weights on labelled pictures"),
        ["simcc"] = new("RTMPose", Pixels, "manifest", RoundTrips),
        ["keypoint-rcnn"] = new("torchvision Keypoint R-CNN on a person's crop", Pixels, "manifest", "its head and pre-processing against torch"),
        ["yolov8-pose"] = new("YOLOv8-pose, YOLOv11-pose on a person's crop", Pixels, "manifest", RoundTrips),
        ["movenet"] = new("MoveNet single pose", Pixels, "coco17", RoundTrips),
        ["3dmppe-posenet"] = new("3DMPPE PoseNet", Depths, "manifest", ThroughTheChain),
        ["3dmppe-posenet-volume"] = new("3DMPPE PoseNet up to its head", Depths, "manifest", ThroughTheChain),
        ["3dmppe-rootnet"] = new("3DMPPE RootNet", "the root in pixels, metres per pixel", "-", ThroughTheChain + "; its authors' five people"),
        ["3dmppe-rootnet-gamma"] = new("3DMPPE RootNet without its second input", "the root in pixels, metres per pixel", "-", ThroughTheChain + "; its authors' five people"),
        ["hemlets"] = new("HEMlets", Depths, "h36m18", ThroughTheChain),
        ["rtmw3d"] = new("RTMW3D, RTMPose3D", Depths, "manifest", ThroughTheChain),
        ["videopose3d"] = new("VideoPose3D, centred and causal", Metres, "manifest", ReferenceLifter),
        ["motionbert"] = new("MotionBERT", Metres, "h36m17", ReferenceLifter),
        ["poseformerv2"] = new("PoseFormerV2", Metres, "h36m17", ReferenceLifter),
        ["modulated-gcn"] = new("Modulated-GCN, SemGCN and others of one frame", Metres, "h36m17", ReferenceLifter),
        ["martinez"] = new("fully connected lifters after Martinez", Metres, "h36m17", ReferenceLifter),
        ["pose2mesh-posenet"] = new("Pose2Mesh's PoseNet", Metres, "manifest", ReferenceLifter),
        ["mediapipe-landmarks"] = new("MediaPipe pose landmarks, lite, full and heavy", "joints in pixels and metres", "mediapipe33", "lite: real weights on labelled pictures"),
        ["d3ke"] = new("D3KE, frame network", "joints and markers in metres, angles, scales; pixels from the box", "d3ke115", "its head, virtual camera and axes against torch"),
        ["d3ke-head"] = new("D3KE, frame network without forward kinematics", "angles, scales, pelvis' rotation; no joints", "d3ke115", "its head against torch"),
        ["d3ke-sequence"] = new("D3KE's LSTM, TCN and Transformer", "as the frame network's, over time", "d3ke115", "LSTM and Transformer: inputs, rows and axes against torch"),
        ["d3ke-sequence-head"] = new("D3KE over time without forward kinematics", "angles, scales, pelvis' rotation; the frame network's points", "d3ke115", "LSTM and Transformer: its head against torch"),
        ["pose2mesh"] = new("Pose2Mesh MeshNet", "a surface, joints by regressor", "manifest", "its input, order of vertices and regressor against torch"),
    };

    public static FamilyEvidence Of(string family) => ByName.GetValueOrDefault(family, Unknown);
}
