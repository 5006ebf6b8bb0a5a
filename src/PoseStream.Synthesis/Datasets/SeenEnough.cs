using PoseStream.Synthesis.Truth;

namespace PoseStream.Synthesis.Datasets;

/// <summary>Of whom less is seen is no person to a detector, and no false alarm either.</summary>
public static class SeenEnough
{
    private const float LeastVisible_px = 25;
    private const float LeastHeight_px = 7;
    private const float LeastFill = 0.1f;
    private const float LeastShare = 0.15f;

    /// <param name="inputScale">Pixels of the detector's input for one of the picture.</param>
    public static bool Is(PersonTruth person, float inputScale) =>
        person.VisibleBox is { } box
        && person.Visible_px * inputScale * inputScale >= LeastVisible_px
        && box.Height * inputScale >= LeastHeight_px
        && person.Fill >= LeastFill
        && person.VisibleShare >= LeastShare;
}
