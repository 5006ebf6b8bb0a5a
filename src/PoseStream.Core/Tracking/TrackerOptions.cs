namespace PoseStream.Core.Tracking;

/// <param name="MinIou">Least overlap of a prediction and a detection to be the same person, 0..1.</param>
/// <param name="ConfirmAfterHits">How many detections make a track confirmed.</param>
/// <param name="EndAfter_s">How long a confirmed track is predicted without being seen. A tentative one ends at its first miss.</param>
public sealed record TrackerOptions(float MinIou = 0.2f, int ConfirmAfterHits = 3, double EndAfter_s = 1.5);
