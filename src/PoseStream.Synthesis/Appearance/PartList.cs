using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Collects the shapes of a person; lengths are given in shares of the stature.</summary>
internal sealed class PartList(float stature_m)
{
    // From a left region to the right one.
    private const int OtherSide = BodyRegion.RightUpperArm - BodyRegion.LeftUpperArm;

    public List<BodyPart> Parts { get; } = new(64);

    public static BodyRegion Mirror(BodyRegion region) =>
        region is >= BodyRegion.LeftUpperArm and <= BodyRegion.LeftFoot ? region + OtherSide : region;

    /// <summary>A round cone from a point of one joint to a point of another.</summary>
    /// <param name="section">Factors on the section: along the limb's front-to-back, and across.</param>
    public BodyPart Limb(
        BodyRegion region, Material material, BodyJoint joint, Vector3 from, BodyJoint toJoint, Vector3 to, float radiusFrom, float radiusTo, Vector2 section) =>
        Keep(new BodyPart(region, material, joint, from * stature_m)
        {
            ToJoint = toJoint,
            To_m = to * stature_m,
            RadiusFrom_m = radiusFrom * stature_m,
            RadiusTo_m = radiusTo * stature_m,
            Scale = new Vector3(section, 1),
        });

    public BodyPart Ball(BodyRegion region, Material material, BodyJoint joint, Vector3 center, Vector3 radii) =>
        Keep(new BodyPart(region, material, joint, center * stature_m) { Scale = radii * stature_m });

    /// <summary>Puts a changed part in the place of the one added last.</summary>
    public void Change(Func<BodyPart, BodyPart> change) => Parts[^1] = change(Parts[^1]);

    /// <summary>Adds the mirror image of the parts added since <paramref name="start"/>.</summary>
    public void MirrorFrom(int start)
    {
        var end = Parts.Count;
        for (var i = start; i < end; i++)
        {
            var part = Parts[i];
            Parts.Add(part with
            {
                Region = Mirror(part.Region),
                Joint = BodyTree.MirrorOf(part.Joint),
                ToJoint = part.ToJoint is { } to ? BodyTree.MirrorOf(to) : null,
                From_m = Flip(part.From_m),
                To_m = Flip(part.To_m),
                Reference = Flip(part.Reference),
                ClipNormal = part.ToJoint is null ? Flip(part.ClipNormal) : part.ClipNormal,
                Turn = new Quaternion(-part.Turn.X, part.Turn.Y, -part.Turn.Z, part.Turn.W),
            });
        }
    }

    private static Vector3 Flip(Vector3 value) => new(value.X, -value.Y, value.Z);

    private BodyPart Keep(BodyPart part)
    {
        Parts.Add(part);
        return part;
    }
}
