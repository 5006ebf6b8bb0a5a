namespace PoseStream.Synthesis.Cameras;

/// <param name="Rtp">What is added to the time stamps of pictures.</param>
/// <param name="Wall">What is added to the wall clock in reports.</param>
/// <param name="Generation">Counts the changes.</param>
internal readonly record struct CameraClockError(TimeSpan Rtp, TimeSpan Wall, int Generation);
