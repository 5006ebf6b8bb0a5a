namespace PoseStream.Core.Tracking;

/// <summary>Names one person as long as it is tracked; never used again, in this run or a later one.</summary>
public readonly record struct TrackId(ulong Value);
