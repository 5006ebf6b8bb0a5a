using PoseStream.Core.Geometry;

namespace PoseStream.Core.Frames;

/// <summary>What a detector looks at: a frame, or a part of one at more of its pixels than fit into a look at the whole.</summary>
/// <param name="Box">The part, frame pixels; null for the whole frame. A network whose input has another aspect sees more of the frame about it.</param>
public readonly record struct FrameRegion(Frame Frame, BoundingBox? Box)
{
    public static implicit operator FrameRegion(Frame frame) => FromFrame(frame);

    /// <summary>The whole of it.</summary>
    public static FrameRegion FromFrame(Frame frame) => new(frame, null);
}
