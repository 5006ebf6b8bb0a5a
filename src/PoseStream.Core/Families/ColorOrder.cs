namespace PoseStream.Core.Families;

public enum ColorOrder
{
    Rgb,
    Bgr,
}
