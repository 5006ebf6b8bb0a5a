namespace PoseStream.Daemon.Configuration;

/// <summary>A name for two networks that go well together.</summary>
public sealed record ModelPreset(string Name, string Detector, string Pose)
{
    /// <summary>Comes with the program and needs no download; trained on rendered people only.</summary>
    public static ModelPreset BuiltIn { get; } = new("built-in", "posestream-detector", "posestream-pose");

    public static IReadOnlyList<ModelPreset> All { get; } =
    [
        BuiltIn,
        new("rtmdet-mediapipe", "rtmdet-nano-person", "mediapipe-pose-landmark-lite"),
        new("yolox-mediapipe", "yolox-nano", "mediapipe-pose-landmark-lite"),
    ];
}
