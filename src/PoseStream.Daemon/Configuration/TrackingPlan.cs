namespace PoseStream.Daemon.Configuration;

/// <param name="MinIou">Overlap of a detection with a track's predicted box that suffices to be the same person, 0..1.</param>
/// <param name="StartScore">Least score of a detection to begin a track, 0..1; below it a detection only continues one.</param>
/// <param name="ConfirmAfterHits">Detections until a new track is believed.</param>
/// <param name="EndAfter">Unseen for this long, a track ends.</param>
/// <param name="DoubtAfter">For this long the pose network may see nobody before a track is doubted.</param>
public sealed record TrackingPlan(double MinIou, double StartScore, int ConfirmAfterHits, TimeSpan EndAfter, TimeSpan DoubtAfter);
