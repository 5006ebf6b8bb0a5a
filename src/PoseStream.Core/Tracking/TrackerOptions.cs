namespace PoseStream.Core.Tracking;

/// <param name="MinIou">Least overlap of a prediction and a detection to be the same person, 0..1.</param>
/// <param name="StartScore">Least score of a detection to begin a track, 0..1; a person once followed may be seen worse. What detectors take for people by mistake is mostly below it.</param>
/// <param name="ConfirmAfterHits">How many detections make a track confirmed.</param>
/// <param name="EndAfter_s">How long a confirmed track is predicted from the first detection that missed it. A tentative one ends at its first miss.</param>
public sealed record TrackerOptions(float MinIou = 0.2f, float StartScore = 0.45f, int ConfirmAfterHits = 3, double EndAfter_s = 1.5);
