namespace PoseStream.Core.Poses;

public enum JointVisibility
{
    Visible,

    /// <summary>In the picture, but behind something.</summary>
    Occluded,

    OutOfFrame,
}
