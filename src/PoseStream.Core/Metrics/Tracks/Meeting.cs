namespace PoseStream.Core.Metrics.Tracks;

/// <summary>A true identity and a track that overlapped in some frame of a sequence.</summary>
internal readonly record struct Meeting(int Sequence, ulong Truth, ulong Track);
