using PoseStream.Core.Geometry;

namespace PoseStream.Synthesis.Rendering;

/// <summary>How much of one person a picture shows, counted in samples. Boxes are in pixels, edges of the outermost samples.</summary>
/// <param name="Visible_px">Area that is seen, in pixels.</param>
/// <param name="Silhouette_px">Area inside the picture that would be seen if nothing stood in front.</param>
/// <param name="VisibleBox">Null when nothing is seen.</param>
/// <param name="SilhouetteBox">Null when the person is beside the picture.</param>
public readonly record struct PersonCoverage(float Visible_px, float Silhouette_px, BoundingBox? VisibleBox, BoundingBox? SilhouetteBox);
