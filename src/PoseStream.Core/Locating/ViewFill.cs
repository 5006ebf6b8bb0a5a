using System.Numerics;
using PoseStream.Core.Geometry;
using PoseStream.Core.Poses;

namespace PoseStream.Core.Locating;

/// <summary>
/// For networks that give metres and no pixels (facts: model contracts §9.1): the one place at which a body, seen by the virtual camera that took its crop, fills the person's box.
/// From there its points are projected, so that whoever fits a place to them finds that one.
/// </summary>
public static class ViewFill
{
    private const int Rounds = 20;

    // In front of the camera's plane, of what the body is deep.
    private const float LeastDepth_m = 0.05f;

    /// <summary>Replaces the pixels of all joints.</summary>
    /// <param name="joints">Input pixels that span the box, its middle in their middle; metres in the camera's axes. All present.</param>
    /// <returns>False where no place can be found: the pixels are as they were.</returns>
    public static bool TryProject(Span<JointEstimate> joints, in VirtualCamera view)
    {
        var wanted = Bounds.OfPixels(joints);
        var flat = Bounds.OfMetres(joints);
        var place = new Vector3(0, 0, view.Focal_px * flat.Longer / wanted.Longer);
        for (var i = 0; i < Rounds; i++)
        {
            // What is nearest must stay in front.
            place.Z = MathF.Max(place.Z, LeastDepth_m - flat.Nearest);
            var seen = Bounds.Seen(joints, place, view.Focal_px);
            var off = (wanted.Middle - view.Middle - seen.Middle) * (place.Z / view.Focal_px);
            place = new Vector3(place.X + off.X, place.Y + off.Y, place.Z * seen.Longer / wanted.Longer);
        }

        if (!float.IsFinite(place.X + place.Y + place.Z) || place.Z + flat.Nearest < LeastDepth_m)
        {
            return false;
        }

        foreach (ref var joint in joints)
        {
            joint = joint with { Pixel = Project(joint.RootRelative_m + place, view.Focal_px) + view.Middle };
        }

        return true;
    }

    private static Vector2 Project(Vector3 point, float focal) => new Vector2(point.X, point.Y) * (focal / point.Z);

    private readonly record struct Bounds(Vector2 Least, Vector2 Most, float Nearest)
    {
        public Vector2 Middle => (Least + Most) / 2;

        public float Longer => MathF.Max(Most.X - Least.X, Most.Y - Least.Y);

        private static Bounds None => new(new Vector2(float.PositiveInfinity), new Vector2(float.NegativeInfinity), float.PositiveInfinity);

        public static Bounds OfPixels(ReadOnlySpan<JointEstimate> joints)
        {
            var bounds = None;
            foreach (ref readonly var joint in joints)
            {
                bounds = bounds.With(joint.Pixel, joint.RootRelative_m.Z);
            }

            return bounds;
        }

        public static Bounds OfMetres(ReadOnlySpan<JointEstimate> joints)
        {
            var bounds = None;
            foreach (ref readonly var joint in joints)
            {
                bounds = bounds.With(new Vector2(joint.RootRelative_m.X, joint.RootRelative_m.Y), joint.RootRelative_m.Z);
            }

            return bounds;
        }

        public static Bounds Seen(ReadOnlySpan<JointEstimate> joints, Vector3 place, float focal)
        {
            var bounds = None;
            foreach (ref readonly var joint in joints)
            {
                bounds = bounds.With(Project(joint.RootRelative_m + place, focal), joint.RootRelative_m.Z);
            }

            return bounds;
        }

        private Bounds With(Vector2 point, float depth) => new(Vector2.Min(Least, point), Vector2.Max(Most, point), MathF.Min(Nearest, depth));
    }
}
