using PoseStream.Core.Skeletons;

namespace PoseStream.Daemon.Evaluating.Recordings;

/// <summary>People over time, from a file of any format.</summary>
/// <param name="Space">What the metres are measured in.</param>
internal sealed record PoseRecording(string File, RecordingSpace Space, Skeleton Skeleton, IReadOnlyList<RecordedFrame> Frames)
{
    /// <summary>People found in pictures have boxes; recordings of a marker system have none.</summary>
    public bool HasBoxes => Frames.SelectMany(frame => frame.People).All(person => person.Box is not null);

    public bool HasPixels => Frames.SelectMany(frame => frame.People).All(person => person.Joints_px.Length > 0);
}
