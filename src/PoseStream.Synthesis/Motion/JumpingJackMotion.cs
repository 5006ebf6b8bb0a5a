using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Jumping jacks: feet apart and arms overhead with one hop, back with the next. Goes on.</summary>
public sealed class JumpingJackMotion(BodyProportions body, MotionStyle style) : RootedMotion(body, style, ArmAction.Swing)
{
    private const float Period_s = 1.15f;
    private const float AirShare = 0.24f;

    public override void PoseAt(double t_s, BodyPose pose)
    {
        var cycles = (t_s * Style.Tempo / Period_s) + Style.Phase;
        var u = (float)(cycles - Math.Floor(cycles));
        // Airborne in the first quarter of each half: out, then in.
        var apart = Curves.Cruise(u / AirShare, 0.4f, 0.4f) - Curves.Cruise((u - 0.5f) / AirShare, 0.4f, 0.4f);
        var air = Curves.Bump(u / AirShare) + Curves.Bump((u - 0.5f) / AirShare);
        var arms = Curves.MinimumJerk(u / 0.42f) - Curves.MinimumJerk((u - 0.5f) / 0.42f);

        var s = Body.Stature_m;
        var wide = 0.17f * s * Style.Amplitude * apart;
        var hop = 0.03f * s * air;
        var heel = 0.7f * air;
        var left = FootPlacement.OnBall(Body, Spot(true, 0, wide), heel).Raised(hop);
        var right = FootPlacement.OnBall(Body, Spot(false, 0, wide), heel).Raised(hop);
        // Knees give after each landing and before each hop.
        var dip = 0.03f * s * MathF.Pow(MathF.Sin(MathF.PI * (float)Math.Clamp(((u % 0.5f) - AirShare) / (0.5f - AirShare), 0, 1)), 2);
        // Legs apart reach less high.
        var side = MathF.Asin(Math.Clamp(wide / Leg_m, 0, 0.9f));
        var standing = Body.AnkleHeight_m + (Leg_m * 0.985f * MathF.Cos(side));
        pose[BodyJoint.Pelvis] = Trunk.Turn(0, 0.05f + (0.5f * Style.Lean_rad), 0);
        Legs(pose, new Vector3(0.01f * s, 0, standing - dip + (1.6f * hop)), left, right, 0.1f + (0.5f * Style.ToeOut_rad));
        Upper(t_s, pose, 0, 0.02f, 0);
        var raise = Style.ArmSpread_rad + (MathF.Min(2.7f * Style.Amplitude, 2.85f) * arms);
        ArmSolver.Swing(pose, true, 0.1f, raise, Style.ElbowBend_rad, 0.1f);
        ArmSolver.Swing(pose, false, 0.1f, raise + (0.1f * Style.Asymmetry * arms), Style.ElbowBend_rad, 0.1f);
    }
}
