namespace PoseStream.Core.Tracking;

/// <param name="MinIou">Overlap of a prediction and a detection that suffices to be the same person, 0..1; with less, the place must be as expected.</param>
/// <param name="StartScore">Least score of a sure detection, 0..1: only those begin tracks and have the first choice among them. What detectors take for people by mistake is mostly below it.</param>
/// <param name="ConfirmAfterHits">How many detections make a track confirmed. Before, whoever appears may turn out to be somebody who vanished; with 1 nobody does.</param>
/// <param name="EndAfter_s">How long a confirmed track is predicted from the first detection that missed it; a second at the most where the picture's edge cut the person off. A tentative one ends at its first miss.</param>
/// <param name="DoubtAfter_s">How long a confirmed track stays so while the pose network sees nobody in its box.</param>
public sealed record TrackerOptions(
    float MinIou = 0.2f, float StartScore = 0.45f, int ConfirmAfterHits = 3, double EndAfter_s = 4, double DoubtAfter_s = 0.5);
