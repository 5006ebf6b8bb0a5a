namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>A function or class that a pickle names.</summary>
internal sealed record PickledName(string Module, string Name);
