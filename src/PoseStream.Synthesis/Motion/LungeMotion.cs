using System.Numerics;
using PoseStream.Synthesis.Bodies;

namespace PoseStream.Synthesis.Motion;

/// <summary>Forward lunges: a long step, the rear knee down towards the floor, and back; the legs take turns. Goes on.</summary>
public sealed class LungeMotion(BodyProportions body, MotionStyle style, ArmAction arms = ArmAction.OnHips) : RootedMotion(body, style, arms)
{
    private const float Period_s = 3.6f;

    public override void PoseAt(double t_s, BodyPose pose)
    {
        var cycles = (t_s * Style.Tempo / Period_s) + Style.Phase;
        var whole = Math.Floor(cycles);
        var u = (float)(cycles - whole);
        var leftSteps = (whole % 2 == 0) == Style.LeftHanded;
        var out_ = Curves.MinimumJerk((u - 0.04f) / 0.24f);
        var back = Curves.MinimumJerk((u - 0.7f) / 0.24f);
        var gone = out_ - back;
        var down = Curves.MinimumJerk((u - 0.18f) / 0.27f) - Curves.MinimumJerk((u - 0.55f) / 0.25f);

        var stride = Leg_m * 0.92f * MathF.Min(Style.Amplitude, 1.1f);
        var lift = 0.07f * Leg_m * (Curves.Bump((u - 0.04f) / 0.24f) + Curves.Bump((u - 0.7f) / 0.24f));
        var front = FootPlacement.Flat(Body, Spot(leftSteps, stride * gone)).Raised(lift);
        var rear = FootPlacement.OnBall(Body, Spot(!leftSteps), (0.75f * gone) + (0.35f * down));
        var standing = Body.HipHeight_m - (0.006f * Body.Stature_m);
        var low = Body.AnkleHeight_m + (Leg_m * 0.53f);
        var pelvis = new Vector3(stride * 0.55f * gone, 0, standing + ((low - standing) * down));
        var lean = (0.12f * down) + (0.05f * gone) + Style.Lean_rad;
        pose[BodyJoint.Pelvis] = Trunk.Turn(0, 0.7f * lean, 0);
        Legs(pose, pelvis, leftSteps ? front : rear, leftSteps ? rear : front, 0.5f * Style.ToeOut_rad);
        Upper(t_s, pose, 0, 0.3f * lean, 0);
    }
}
