namespace PoseStream.Daemon.Evaluating.Recordings;

/// <param name="Sequence">Frames of one sequence follow one another; empty where the file has only one.</param>
/// <param name="Name">A frame number or a picture's name, unique in its sequence.</param>
/// <param name="Time_s">From any start; null where the format has no time.</param>
internal sealed record RecordedFrame(string Sequence, string Name, double? Time_s, IReadOnlyList<RecordedPerson> People);
