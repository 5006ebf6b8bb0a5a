namespace PoseStream.Core.Families;

/// <summary>What a network is for, and so the stage of a preset in which it can stand.</summary>
public enum ModelTask
{
    /// <summary>A frame to people's boxes.</summary>
    Detection,

    /// <summary>A crop to a vector that tells the person from others.</summary>
    Reid,

    /// <summary>A crop to one person's joints, in pixels or in metres as well.</summary>
    Pose,

    /// <summary>A crop to how far the person is.</summary>
    Root,

    /// <summary>Joints in pixels, of one frame or many, to joints in metres.</summary>
    Lift,

    /// <summary>Poses in metres of many frames to a better one.</summary>
    Sequence,

    /// <summary>A pose to the body's surface.</summary>
    Mesh,
}
