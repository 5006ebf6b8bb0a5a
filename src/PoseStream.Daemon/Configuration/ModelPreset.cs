namespace PoseStream.Daemon.Configuration;

/// <summary>A name for two networks that go well together.</summary>
public sealed record ModelPreset(string Name, string Detector, string Pose)
{
    public static IReadOnlyList<ModelPreset> All { get; } =
    [
        new("rtmdet-mediapipe", "rtmdet-nano-person", "mediapipe-pose-landmark-lite"),
        new("yolox-mediapipe", "yolox-nano", "mediapipe-pose-landmark-lite"),
    ];
}
