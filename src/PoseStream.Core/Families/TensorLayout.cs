namespace PoseStream.Core.Families;

/// <summary>How the picture lies in the input tensor: planes one after the other, or channels interleaved.</summary>
public enum TensorLayout
{
    Nchw,
    Nhwc,

    /// <summary>Planes, and no axis for a batch: one picture a run, as torchvision's detectors are exported.</summary>
    Chw,
}
