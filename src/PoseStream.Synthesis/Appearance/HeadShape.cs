using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Appearance;

/// <summary>Where a head's landmarks lie in the frame of the head joint, metres, for one person. Right ones mirror left ones.</summary>
public sealed record HeadShape
{
    /// <param name="body">Its crown is at the stature when standing.</param>
    public HeadShape(BodyProportions body)
    {
        Unit_m = body.Stature_m * body.HeadSize;
        Skull_m = new Vector3(0.008f * Unit_m, 0, body.CrownOverHead_m - (0.056f * Unit_m));
        SkullRadii_m = new Vector3(0.058f, 0.046f, 0.056f) * Unit_m;
        Jaw_m = At(0.026f, 0, -0.035f);
        Nose_m = At(0.079f, 0, -0.026f);
        LeftEye_m = At(0.064f, 0.018f, -0.009f);
        LeftEar_m = At(-0.004f, 0.052f, -0.012f);
        Top_m = At(0.008f, 0, 0.056f);
    }

    /// <summary>The head's measures are shares of it: the stature times <see cref="BodyProportions.HeadSize"/>.</summary>
    public float Unit_m { get; }

    public Vector3 Skull_m { get; }

    public Vector3 SkullRadii_m { get; }

    public Vector3 Jaw_m { get; }

    public Vector3 Nose_m { get; }

    public Vector3 LeftEye_m { get; }

    public Vector3 LeftEar_m { get; }

    public Vector3 Top_m { get; }

    /// <summary>A point given in shares of <see cref="Unit_m"/>; the height is measured from the middle of the skull.</summary>
    public Vector3 At(float x, float y, float z) => new(x * Unit_m, y * Unit_m, Skull_m.Z + (z * Unit_m));
}
