using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>
/// Sits on a seat behind the feet, or sits down and stands up in turns: the trunk leans forwards about 40 degrees while the weight moves over (Schenkman 1990).
/// Feet stay. Goes on.
/// </summary>
/// <param name="stays">Seated throughout.</param>
/// <param name="seatShare">Seat above the floor as a share of stature; 0.26 is a chair for most.</param>
public sealed class SitMotion(
    BodyProportions body, MotionStyle style, ArmAction arms = ArmAction.OnThighs, bool stays = false, float seatShare = 0.26f)
    : RootedMotion(body, style, arms)
{
    private const float Period_s = 11;

    // Hip joints above the seat, as a share of stature.
    private const float HipOverSeat = 0.045f;

    // Shank against the vertical when seated: feet under the seat, or before it.
    private readonly float _shankLean = 0.35f * style.Asymmetry;

    /// <summary>Middle of the seat's front half, from the feet: where a picture of the seat belongs.</summary>
    public Vector3 Seat_m => new(SeatedX() - (0.02f * Body.Stature_m), 0, seatShare * Body.Stature_m);

    public override void PoseAt(double t_s, BodyPose pose)
    {
        var u = (float)(((t_s * Style.Tempo / Period_s) + Style.Phase) % 1);
        u = u < 0 ? u + 1 : u;
        // Down in a fifth of the period, seated for two, up in one, standing for one.
        var way = stays ? 1 : Curves.MinimumJerk(u / 0.2f) - Curves.MinimumJerk((u - 0.62f) / 0.2f);
        var half = Leg_m / 2;
        var standing = Body.HipHeight_m - (0.006f * Body.Stature_m);
        var seated = (seatShare + HipOverSeat) * Body.Stature_m;
        var height = standing + ((seated - standing) * way);

        // Shanks lean forwards on the way, thighs follow from the height.
        var shank = (_shankLean * way) + (1.5f * way * (1 - way));
        var thigh = MathF.Acos(Math.Clamp((height - Body.AnkleHeight_m - (half * MathF.Cos(shank))) / half, -0.5f, 0.9999f));
        var pelvis = new Vector3(half * (MathF.Sin(shank) - MathF.Sin(thigh)), 0, height);
        var lean = 2.9f * way * (1 - way);
        var recline = way * 0.15f * (1 + Style.Asymmetry);
        pose[BodyJoint.Pelvis] = Trunk.Turn(0, (0.55f * lean) - recline, 0);
        var left = FootPlacement.Flat(Body, Spot(true, 0.02f * Body.Stature_m * Style.Asymmetry, 0.01f * Body.Stature_m));
        var right = FootPlacement.Flat(Body, Spot(false, 0, 0.01f * Body.Stature_m));
        Legs(pose, pelvis, left, right, 0.1f + (0.5f * Style.ToeOut_rad));
        var fidget = 0.05f * Style.Restlessness;
        Upper(
            t_s, pose, fidget * Noise.At(t_s, 0), (0.45f * lean) + (0.5f * recline) + (fidget * way * Noise.At(t_s, 1)),
            fidget * Noise.At(t_s, 2), 0.5f * way, 0.1f * way);
    }

    private float SeatedX()
    {
        var half = Leg_m / 2;
        var height = ((seatShare + HipOverSeat) * Body.Stature_m) - Body.AnkleHeight_m - (half * MathF.Cos(_shankLean));
        return half * (MathF.Sin(_shankLean) - MathF.Sqrt(1 - MathF.Pow(Math.Clamp(height / half, -0.9f, 0.9f), 2)));
    }
}
