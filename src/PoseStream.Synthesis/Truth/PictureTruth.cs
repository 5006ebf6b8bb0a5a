using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Truth;

/// <summary>What one picture shows, and the camera that took it.</summary>
public sealed record PictureTruth(CameraView View, IReadOnlyList<PersonTruth> People);
