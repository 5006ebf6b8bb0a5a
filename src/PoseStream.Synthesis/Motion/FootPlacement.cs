using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Where a foot is: what the leg has to reach.</summary>
/// <param name="Ankle_m">World.</param>
/// <param name="Rotation">From the ankle's frame to the world.</param>
/// <param name="ToeBend_rad">Of the toes against the foot, upwards; keeps them on the floor when the heel is up.</param>
public readonly record struct FootPlacement(Vector3 Ankle_m, Quaternion Rotation, float ToeBend_rad)
{
    // Behind the ankle, as a share of stature: where the heel meets the floor.
    internal const float HeelShare = 0.045f;

    /// <summary>Flat on the floor, the ankle above <paramref name="spot"/>.</summary>
    public static FootPlacement Flat(BodyProportions body, FloorPlacement spot) =>
        new(spot.ToWorld(new Vector3(0, 0, body.AnkleHeight_m)), spot.Rotation, 0);

    /// <summary>Tipped forwards from flat over the ball, which stays where it is, the toes flat.</summary>
    /// <param name="pitch_rad">Heel up; negative would sink it.</param>
    public static FootPlacement OnBall(BodyProportions body, FloorPlacement spot, float pitch_rad)
    {
        var ball = body.OffsetOf(BodyJoint.LeftToes);
        return Tipped(body, spot, pitch_rad, ball, MathF.Max(pitch_rad, 0));
    }

    /// <summary>Tipped backwards from flat over the heel, which stays where it is.</summary>
    /// <param name="pitch_rad">Heel up; negative for toes up.</param>
    public static FootPlacement OnHeel(BodyProportions body, FloorPlacement spot, float pitch_rad) =>
        Tipped(body, spot, pitch_rad, new Vector3(-HeelShare * body.Stature_m, 0, -body.AnkleHeight_m), 0);

    public FootPlacement Raised(float height_m) => this with { Ankle_m = Ankle_m + new Vector3(0, 0, height_m) };

    public static FootPlacement Mix(FootPlacement a, FootPlacement b, float share) => new(
        Vector3.Lerp(a.Ankle_m, b.Ankle_m, share),
        Quaternion.Slerp(a.Rotation, b.Rotation, share),
        a.ToeBend_rad + ((b.ToeBend_rad - a.ToeBend_rad) * share));

    private static FootPlacement Tipped(BodyProportions body, FloorPlacement spot, float pitch_rad, Vector3 pivot, float toeBend_rad)
    {
        var pitch = Quaternion.CreateFromAxisAngle(Vector3.UnitY, pitch_rad);
        var ankle = pivot - Vector3.Transform(pivot, pitch) + new Vector3(0, 0, body.AnkleHeight_m);
        return new(spot.ToWorld(ankle), spot.Rotation * pitch, toeBend_rad);
    }
}
