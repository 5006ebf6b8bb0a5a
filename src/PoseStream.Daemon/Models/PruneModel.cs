namespace PoseStream.Daemon.Models;

/// <summary>Writes the graph of <paramref name="inputPath"/> without the outputs that are not in <paramref name="keepOutputs"/>, and without what only they need, to <paramref name="outputPath"/>.</summary>
public delegate void PruneModel(string inputPath, string outputPath, IReadOnlyList<string> keepOutputs);
