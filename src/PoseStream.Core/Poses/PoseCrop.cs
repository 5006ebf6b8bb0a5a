using PoseStream.Core.Frames;
using PoseStream.Core.Geometry;

namespace PoseStream.Core.Poses;

/// <summary>One person's region of a frame. The frame's lease is held by the caller until the estimate is back.</summary>
public readonly record struct PoseCrop(Frame Frame, CropTransform Transform);
