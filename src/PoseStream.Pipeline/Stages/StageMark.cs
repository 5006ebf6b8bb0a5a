namespace PoseStream.Pipeline.Stages;

/// <summary>The ends of the stages, in order.</summary>
public enum StageMark
{
    Arrived,
    DetectBegun,
    Detected,
    Tracked,
    Posed,
    Located,
    Refined,
}
