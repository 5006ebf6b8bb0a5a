namespace PoseStream.Core.Metrics.Coco;

/// <summary>One annotated thing of COCO.</summary>
/// <param name="Area">Of its mask, pixels squared.</param>
/// <param name="IsCrowd">A region with many of them: it may be found by any number of detections and need not be.</param>
/// <param name="Keypoints">x, y, v of each; v is 0 for one that is not labelled. Empty where the annotation has none.</param>
/// <param name="LabelledKeypoints">As the annotation counts them; a person without any need not be found.</param>
public sealed record CocoTruth(long Image, long Category, CocoBox Box, double Area, bool IsCrowd, double[] Keypoints, int LabelledKeypoints);
