namespace PoseStream.Daemon.Configuration;

/// <param name="MinIou">Least overlap of a detection with a track's predicted box to be the same person, 0..1.</param>
/// <param name="ConfirmAfterHits">Detections until a new track is believed.</param>
/// <param name="EndAfter">Unseen for this long, a track ends.</param>
public sealed record TrackingPlan(double MinIou, int ConfirmAfterHits, TimeSpan EndAfter);
