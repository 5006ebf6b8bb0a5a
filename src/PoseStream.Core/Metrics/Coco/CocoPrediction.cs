namespace PoseStream.Core.Metrics.Coco;

/// <summary>One result in COCO's form.</summary>
/// <param name="Box">For keypoints: the box round them.</param>
/// <param name="Keypoints">x, y and a third number, which is not read, of each. Empty where the result has none.</param>
public sealed record CocoPrediction(long Image, long Category, double Score, CocoBox Box, double[] Keypoints);
