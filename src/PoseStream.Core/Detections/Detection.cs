using PoseStream.Core.Geometry;

namespace PoseStream.Core.Detections;

/// <param name="Box">Pixels: model-input space inside a family, frame space everywhere else.</param>
/// <param name="Score">0..1.</param>
/// <param name="Rotation">How far the person leans in the picture, radians, positive clockwise on the screen; 0 where the network does not say.</param>
public readonly record struct Detection(BoundingBox Box, float Score, float Rotation = 0);
