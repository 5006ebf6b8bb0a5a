using PoseStream.Core.Geometry;

namespace PoseStream.Core.Detections;

/// <param name="Box">Pixels: model-input space inside a family, frame space everywhere else.</param>
/// <param name="Score">0..1.</param>
public readonly record struct Detection(BoundingBox Box, float Score);
