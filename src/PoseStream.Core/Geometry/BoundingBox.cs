using System.Numerics;
using PoseStream.Core.Frames;

namespace PoseStream.Core.Geometry;

/// <summary>An axis-aligned rectangle in pixels, x right, y down; (X1, Y1) is the top-left corner.</summary>
public readonly record struct BoundingBox(float X1, float Y1, float X2, float Y2)
{
    // Detectors draw boxes a little inside the picture where a person is cut off.
    private const float EdgeShare = 0.01f;

    public float Width => X2 - X1;

    public float Height => Y2 - Y1;

    public float Area => Math.Max(0, Width) * Math.Max(0, Height);

    public Vector2 Center => new((X1 + X2) / 2, (Y1 + Y2) / 2);

    public bool IsFinite => float.IsFinite(X1) && float.IsFinite(Y1) && float.IsFinite(X2) && float.IsFinite(Y2);

    public static BoundingBox FromCenter(Vector2 center, float width, float height) =>
        new(center.X - (width / 2), center.Y - (height / 2), center.X + (width / 2), center.Y + (height / 2));

    /// <summary>The smallest that holds both.</summary>
    public static BoundingBox Round(in BoundingBox a, in BoundingBox b) => new(Math.Min(a.X1, b.X1), Math.Min(a.Y1, b.Y1), Math.Max(a.X2, b.X2), Math.Max(a.Y2, b.Y2));

    /// <summary>Intersection over union, 0..1; 0 for empty boxes.</summary>
    public static float IntersectionOverUnion(in BoundingBox a, in BoundingBox b)
    {
        var intersection = Intersection(a, b);
        return intersection > 0 ? intersection / (a.Area + b.Area - intersection) : 0;
    }

    /// <summary>How much of the smaller box the two share, 0..1; 0 for empty boxes.</summary>
    public static float SharedPart(in BoundingBox a, in BoundingBox b) => a.Area < b.Area ? CoveredPart(a, b) : CoveredPart(b, a);

    /// <summary>How much of a box lies within another, 0..1; 0 for empty boxes.</summary>
    public static float CoveredPart(in BoundingBox box, in BoundingBox by) => Intersection(box, by) is > 0 and var shared ? shared / box.Area : 0;

    /// <summary>Whether somebody in it is cut off by the picture's edge, or may be.</summary>
    public bool IsCutBy(FrameGeometry frame) => IsCutAtTopBy(frame) || IsCutElsewhereBy(frame);

    /// <summary>Whether that is so at the upper edge and at no other.</summary>
    public bool IsCutOnlyAtTopBy(FrameGeometry frame) => IsCutAtTopBy(frame) && !IsCutElsewhereBy(frame);

    public BoundingBox ClipTo(float width, float height) => new(
        Math.Clamp(X1, 0, width), Math.Clamp(Y1, 0, height), Math.Clamp(X2, 0, width), Math.Clamp(Y2, 0, height));

    private bool IsCutAtTopBy(FrameGeometry frame) => Y1 < EdgeShare * frame.Height;

    private bool IsCutElsewhereBy(FrameGeometry frame) => X1 < EdgeShare * frame.Width || X2 > (1 - EdgeShare) * frame.Width || Y2 > (1 - EdgeShare) * frame.Height;

    private static float Intersection(in BoundingBox a, in BoundingBox b)
    {
        var width = Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1);
        var height = Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
