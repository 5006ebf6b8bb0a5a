namespace PoseStream.Core.Metrics.Coco;

/// <summary>What is compared.</summary>
public enum CocoTask
{
    /// <summary>By OKS, 20 results a picture.</summary>
    Keypoints,

    /// <summary>By intersection over union, 100 results a picture.</summary>
    Boxes,
}
