namespace PoseStream.Daemon.Evaluating.Numpy;

/// <summary>An array of numbers, last index fastest.</summary>
internal sealed record NpyArray(IReadOnlyList<int> Shape, float[] Values);
