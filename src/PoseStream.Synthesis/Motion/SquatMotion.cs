using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Down and up again on both feet: squats, or with a long stay and raised heels a crouch. Goes on.</summary>
/// <param name="kneeBend_rad">At the bottom; about 2 for a parallel squat (Escamilla 2001). Heels rise beyond 2.1.</param>
/// <param name="period_s">Of one repetition.</param>
/// <param name="stayShare">Of the period spent at the bottom.</param>
public sealed class SquatMotion(
    BodyProportions body, MotionStyle style, ArmAction arms = ArmAction.Swing, float kneeBend_rad = 1.95f, float period_s = 3.2f, float stayShare = 0.1f)
    : RootedMotion(body, style, arms)
{
    public override void PoseAt(double t_s, BodyPose pose)
    {
        var cycles = (t_s * Style.Tempo / period_s) + Style.Phase;
        var u = (float)(cycles - Math.Floor(cycles));
        var way = (0.9f - stayShare) / 2;
        var share = Curves.MinimumJerk(u / way) - Curves.MinimumJerk((u - way - stayShare) / way);
        var knee = 0.08f + ((MathF.Min(kneeBend_rad * Style.Amplitude, 2.35f) - 0.08f) * share);

        // The shank leans forwards as far as the ankle lets it; raised heels take the rest.
        var heel = MathF.Max(0, kneeBend_rad - 2.1f) * 1.6f * share;
        var shankLean = (0.5f * MathF.Tanh(0.72f * knee)) + (0.5f * heel);
        var thighLean = knee - shankLean;
        var left = FootPlacement.OnBall(Body, Spot(true, 0, 0.03f * Body.Stature_m), heel);
        var right = FootPlacement.OnBall(Body, Spot(false, 0, 0.03f * Body.Stature_m), heel);
        var half = Leg_m / 2;
        var ankle = (left.Ankle_m + right.Ankle_m) / 2;
        var pelvis = new Vector3(
            ankle.X + (half * (MathF.Sin(shankLean) - MathF.Sin(thighLean))), 0, ankle.Z + (half * (MathF.Cos(shankLean) + MathF.Cos(thighLean))));

        // Leaning keeps the centre of mass over the feet.
        var lean = 0.42f * thighLean;
        pose[BodyJoint.Pelvis] = Trunk.Turn(0, (0.4f * lean) + (Style.Lean_rad * 0.5f), 0);
        Legs(pose, pelvis, left, right, (0.25f * share) + (0.5f * Style.ToeOut_rad));
        Upper(t_s, pose, 0, 0.6f * lean, 0, (1.1f * share) + lean, 0.3f * share);
    }
}
