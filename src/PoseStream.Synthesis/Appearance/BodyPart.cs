using System.Numerics;
using PoseStream.Synthesis.Bodies;
using PoseStream.Synthesis.Rendering;

namespace PoseStream.Synthesis.Appearance;

/// <summary>
/// One shape of a body or garment: a round cone from a point fixed to one joint to a point fixed to the same or another one, or an ellipsoid on one joint.
/// Points are in the joints' frames (x forward, y left, z up when standing), metres.
/// </summary>
public sealed record BodyPart(BodyRegion Region, Material Material, BodyJoint Joint, Vector3 From_m)
{
    /// <summary>Null for an ellipsoid.</summary>
    public BodyJoint? ToJoint { get; init; }

    public Vector3 To_m { get; init; }

    public float RadiusFrom_m { get; init; } = 1;

    public float RadiusTo_m { get; init; } = 1;

    /// <summary>Of a round cone: how much wider the section is along local x and y. Of an ellipsoid: its radii.</summary>
    public Vector3 Scale { get; init; } = Vector3.One;

    /// <summary>Direction in <see cref="Joint"/>'s frame that a round cone's local x follows.</summary>
    public Vector3 Reference { get; init; } = Vector3.UnitX;

    /// <summary>Of an ellipsoid: its turn in the joint's frame.</summary>
    public Quaternion Turn { get; init; } = Quaternion.Identity;

    /// <summary>Zero, or the direction (local, of a unit ball for ellipsoids) along which only a slab is kept.</summary>
    public Vector3 ClipNormal { get; init; }

    /// <summary>For a round cone along its axis in shares of its length; else local.</summary>
    public float ClipFrom { get; init; } = float.NegativeInfinity;

    public float ClipTo { get; init; } = float.PositiveInfinity;

    public float TextureStart_m { get; init; }

    /// <summary>The shape in the world.</summary>
    public Solid Pose(ScenePerson person, int owner)
    {
        var frame = person.FrameOf(Joint);
        var from = person.At(Joint, From_m);
        Solid solid;
        if (ToJoint is { } joint)
        {
            solid = Solid.Between(from, person.At(joint, To_m), RadiusFrom_m, RadiusTo_m, Vector3.Transform(Reference, frame), Material);
            solid.Scale = new Vector3(Scale.X, Scale.Y, 1);
            var unit = ClipNormal == Vector3.UnitZ ? solid.Height : 1;
            solid.ClipFrom = ClipFrom * unit;
            solid.ClipTo = ClipTo * unit;
        }
        else
        {
            solid = Solid.Ellipsoid(from, Scale, frame * Turn, Material);
            solid.ClipFrom = ClipFrom;
            solid.ClipTo = ClipTo;
        }

        solid.ClipNormal = ClipNormal;
        solid.Owner = owner;
        solid.Region = Region;
        solid.TextureStart_m = TextureStart_m;
        return solid;
    }
}
