namespace PoseStream.Core.Families;

public enum ModelTask
{
    Detection,
    Pose,
}
