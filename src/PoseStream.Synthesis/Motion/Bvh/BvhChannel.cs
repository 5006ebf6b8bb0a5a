namespace PoseStream.Synthesis.Motion.Bvh;

/// <summary>What one number of a frame moves.</summary>
public enum BvhChannel
{
    Xposition,
    Yposition,
    Zposition,
    Xrotation,
    Yrotation,
    Zrotation,
}
