namespace PoseStream.Synthesis.Datasets;

/// <summary>A dataset cannot be made; the message says why and what to do.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
