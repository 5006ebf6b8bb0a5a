namespace PoseStream.Synthesis.Clips;

/// <summary>Clips of one kind, whose figures are taken together.</summary>
public sealed record SceneScript(string Name, IReadOnlyList<ClipScript> Clips);
